using ChaosLab.Proxy.Start;

return await ProxyCommandLine.RunAsync(args);
