namespace ChaosLab.ChaosController.Load.Http;

/// <summary>How far the reading of an answer is.</summary>
internal enum ReadState
{
    /// <summary>More bytes are needed.</summary>
    Incomplete,

    /// <summary>The answer is there as a whole.</summary>
    Complete,

    /// <summary>What came is no answer that can be understood, or one beyond the limits.</summary>
    Broken,
}
