global using Xunit;
global using ZStackVCenter.PowerShellHost;
global using ZStackVCenter.Testing;
global using ZStackVCenter.Testing.Faults;
global using ZStackVCenter.Tests.Support;
