namespace ChaosLab.ChaosController.Experiments;

/// <summary>How an activity is carried out: one of <see cref="HttpProvider"/>, <see cref="ProcessProvider"/>, <see cref="LabProvider"/>.</summary>
internal abstract record Provider;
