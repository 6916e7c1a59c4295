using Portal.Demo;
using Portal.Hosting;

return args switch
{
    ["provision", ..] => await ProvisionCommand.RunAsync(args),
    ["keys", .. var rest] => await KeysCommand.RunAsync(rest, new ConfigurationBuilder().AddEnvironmentVariables().Build(), Console.Out),
    ["demo-accounts"] => DemoAccounts.Print(Console.Out, Environment.GetEnvironmentVariable("Portal__BaseHost") ?? "localhost:5080"),
    _ => await Server.RunAsync(args),
};
