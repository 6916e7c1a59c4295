using Portal.Demo;
using Portal.Hosting;

return args switch
{
    ["provision", ..] => await ProvisionCommand.RunAsync(args),
    ["demo-accounts"] => DemoAccounts.Print(Console.Out, Environment.GetEnvironmentVariable("Portal__BaseHost") ?? "localhost:5080"),
    _ => await Server.RunAsync(args),
};
