using ChaosLab.ChaosController.Experiments.Reading.Documents;
using ChaosLab.ChaosController.Probing;
using ChaosLab.ChaosController.Running;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>Reads an experiment's file: Chaos Toolkit's format in JSON or YAML, with the provider and the extension <c>chaoslab</c>.</summary>
internal static class ExperimentReader
{
    private static readonly string[] Known =
    [
        "title", "description", "tags", "version", "configuration", "secrets", "steady-state-hypothesis", "method", "rollbacks",
        "controls", "extensions", "contributions", "runtime", "dry",
    ];

    private static readonly string[] Weights = ["high", "medium", "low", "none"];

    /// <summary>Reads a file's text; nothing is carried out, and no input makes it throw.</summary>
    /// <param name="text">The text; at most 1 MiB.</param>
    /// <param name="fileName">Its name, for messages; <c>.yaml</c> and <c>.yml</c> are YAML, everything else is JSON.</param>
    /// <param name="inputs">Environment variables and overrides.</param>
    /// <param name="catalogue">The kinds of fault of the lab it will run in; null leaves kinds, targets and settings unchecked.</param>
    /// <param name="parts">The parts of that lab; null leaves names of resources, commands and edges unchecked.</param>
    public static ExperimentReading Read(
        string text, string fileName, ExperimentInputs inputs, IReadOnlyList<FaultKind>? catalogue = null, LabParts? parts = null)
    {
        var mistakes = new Mistakes(fileName);
        var declared = new List<ExperimentVariable>();
        var dynamic = new List<DynamicValue>();
        Experiment? experiment = null;
        try
        {
            if (ReadDocument(text.TrimStart('\uFEFF'), fileName, mistakes) is { } root) experiment = Read(root, new Values(mistakes), inputs, catalogue, parts, declared, dynamic);
        }
        catch (TooManyMistakesException)
        {
            // What was found is told; the rest would help nobody.
        }

        return mistakes.Any
            ? new ExperimentReading(null, mistakes.InOrder, declared)
            : new ExperimentReading(experiment, [], declared) { Dynamic = dynamic };
    }

    private static MapNode? ReadDocument(string text, string fileName, Mistakes mistakes)
    {
        var yaml = Path.GetExtension(fileName).ToLowerInvariant() is ".yaml" or ".yml";
        void Note(Position position, string message) => mistakes.Add(position, "$", message);
        try
        {
            var root = yaml ? YamlDocumentReader.Read(text, Note) : JsonDocumentReader.Read(text, Note);
            if (root is MapNode map) return map;
            mistakes.Add(root, $"An experiment is an object with a title, a description and a method; this is {root.Sort}.");
        }
        catch (DocumentException error)
        {
            mistakes.Add(error.Position, "$", error.Message);
        }

        return null;
    }

    private static Experiment? Read(
        MapNode root, Values values, ExperimentInputs inputs, IReadOnlyList<FaultKind>? catalogue, LabParts? parts, List<ExperimentVariable> declared,
        List<DynamicValue> dynamic)
    {
        var fields = new Fields(root, values, "the experiment", own: false, Known);
        var variables = new VariableReader(values, inputs).Read(fields.Object("configuration"), fields.Object("secrets"), root);
        values.Mistakes.Hide(variables.SecretValues);
        var mask = new SecretMask(variables.SecretValues);
        dynamic.AddRange(variables.Dynamic);
        declared.AddRange(variables.Declared.Select(variable => variable.Without(mask)));
        var context = new ReadingContext(
            values, new Substitution(variables.Values, values.Mistakes), variables.Scopes, Declarations.Activities(root), Declarations.Controls(root), catalogue)
        {
            Parts = parts,
            HasOwnLoad = HasOwnLoad(root),
            ProblemOfProgram = ProblemOfProgram(inputs),
        };
        RefuseDry(root, context);
        CheckContributions(fields, values);

        var title = ReadText(fields, "title", context);
        var description = ReadText(fields, "description", context);
        var activities = new ActivityReader(context);
        var experiment = new Experiment
        {
            // A value that is put in may be a secret, and these are shown everywhere.
            Title = mask.Apply(title ?? ""),
            Description = mask.Apply(description ?? ""),
            Tags = fields.Texts("tags"),
            Hypothesis = fields.Object("steady-state-hypothesis") is { } hypothesis ? HypothesisReader.Read(hypothesis, activities, context) : null,
            Method = [.. fields.Items("method").Select(item => activities.Read(item)).OfType<Activity>()],
            Rollbacks = [.. fields.Items("rollbacks").Select(item => activities.Read(item)).OfType<Activity>()],
            Controls = ControlReader.ReadAll(fields, context),
            Runtime = fields.Object("runtime") is { } runtime ? RuntimeReader.Read(runtime, values) : new RuntimeStrategies(),
            Lab = ReadExtensions(fields, context).Without(mask),
            Source = SourceDocument.Of(root),
            SecretValues = variables.SecretValues,
        };
        if (root.Find("method") is null) values.Mistakes.Add(root, "The experiment has no 'method'; it needs one, which may be an empty list.");
        return experiment;
    }

    private static bool HasOwnLoad(MapNode root)
        => root.Find("extensions")?.Value is ListNode extensions && extensions.Items.OfType<MapNode>().Any(extension =>
            extension.Find("name")?.Value is ScalarNode { Text: LabExtensionReader.Name }
            && extension.Find("load")?.Value is MapNode load && load.Find("command") is null);

    private static Func<string, string?>? ProblemOfProgram(ExperimentInputs inputs)
    {
        if (inputs.Directory is not { } directory) return null;
        var environment = RunOrder.EnvironmentOf(inputs.Environment);
        return path => ProgramPath.Problem(path, directory, environment);
    }

    private static string? ReadText(Fields fields, string name, ReadingContext context)
        => fields.Need(name) is { } node ? context.Values.Text(context.Substitution.Apply(node, foreign: true), name) : null;

    private static LabExtension ReadExtensions(Fields fields, ReadingContext context)
    {
        LabExtension? own = null;
        foreach (var extension in fields.Objects("extensions"))
        {
            if (extension.Find("name")?.Value is not { } nameNode)
            {
                context.Mistakes.Add(extension, "An extension has no 'name'; it needs one.");
                continue;
            }

            var name = context.Values.Text(nameNode, "name");
            if (name != LabExtensionReader.Name)
            {
                if (name is not null && Wording.Misspelt(name, [LabExtensionReader.Name]) is { } meant)
                {
                    context.Mistakes.Add(nameNode, $"The extension '{Wording.Short(name)}' is unknown. Did you mean '{meant}'?");
                }

                continue;
            }

            if (own is not null) context.Mistakes.Add(extension, "There is a second extension named 'chaoslab'; put everything into one.");
            var read = LabExtensionReader.Read(extension, context);
            own ??= read;
        }

        // A file of Chaos Toolkit's sets no limit, and knows of none.
        return own ?? new LabExtension { Safety = new SafetySpec { MaxDuration = SafetySpec.Longest } };
    }

    /// <summary>A file that asks not to be carried out must not be.</summary>
    internal static void RefuseDry(MapNode map, ReadingContext context)
    {
        if (map.Find("dry")?.Value is not { } dry || dry is ScalarNode { Value: null or false }) return;
        context.Mistakes.Add(dry, "'dry' is not supported: ChaosLab would carry it out. Remove it, or check the file with ./lab validate.");
    }

    private static void CheckContributions(Fields fields, Values values)
    {
        if (fields.Object("contributions") is not { } contributions) return;
        foreach (var entry in contributions.Entries) values.Choice(entry.Value, entry.Name, Weights);
    }
}
