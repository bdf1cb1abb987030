using ZStackVCenter.Help;
using ZStackVCenter.Help.Cmdlets;

HelpArguments arguments;
try
{
    arguments = HelpArguments.Parse(args);
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(HelpArguments.Usage);
    return 2;
}

var module = Path.GetFileNameWithoutExtension(arguments.Assembly);
var builder = new HelpBuilder(CmdletReader.Read(arguments.Assembly, arguments.References), module);
var problems = arguments.Verb == "update"
    ? builder.Update(arguments.Pages, DateOnly.FromDateTime(DateTime.UtcNow))
    : builder.Build(arguments.Pages, arguments.About, arguments.Output!);
foreach (var problem in problems)
{
    Console.Error.WriteLine(problem);
}

return problems.Count == 0 ? 0 : 1;
