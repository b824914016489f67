namespace ChaosLab.ChaosController.Experiments.Reading;

/// <summary>What a value of the configuration is; in camel case on the wire.</summary>
internal enum VariableType
{
    Text,

    /// <summary>A whole number.</summary>
    Whole,

    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Anything else, written as JSON.</summary>
    Json,
}
