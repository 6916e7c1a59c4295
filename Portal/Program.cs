using Portal.Hosting;

return args switch
{
    ["provision", ..] => await ProvisionCommand.RunAsync(args),
    _ => await Server.RunAsync(args),
};
