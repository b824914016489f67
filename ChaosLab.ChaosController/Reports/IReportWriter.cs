using ChaosLab.ChaosController.Running;

namespace ChaosLab.ChaosController.Reports;

/// <summary>Turns the record of a run into one file; pure, from the record and from nothing else.</summary>
internal interface IReportWriter
{
    /// <summary>Where the file belongs.</summary>
    string PathIn(RunFolder folder, RunRecord run);

    /// <summary>Its whole content.</summary>
    string Write(RunRecord run);
}
