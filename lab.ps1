# ChaosLab's command on Windows. Thin: it finds the checkout, builds when something changed, and hands over to C#.
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$env:LAB_ROOT = $root
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
$artifacts = Join-Path $root 'artifacts'
$controller = Join-Path $artifacts 'bin/ChaosLab.ChaosController/release/ChaosLab.ChaosController.dll'
$stamp = Join-Path $artifacts 'lab.stamp'
$log = Join-Path $artifacts 'logs/build.log'

function Stop-Lab([string] $message) {
    [Console]::Error.WriteLine("error: $message")
    exit 1
}

function Assert-Dotnet {
    if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
        Stop-Lab 'dotnet is not on PATH. Install the .NET SDK 10: https://dot.net/download'
    }

    Push-Location $root
    $ErrorActionPreference = 'Continue'
    $version = "$(dotnet --version 2>$null)".Trim()
    $found = $LASTEXITCODE -eq 0
    $ErrorActionPreference = 'Stop'
    Pop-Location
    if (-not $found) { Stop-Lab "no installed .NET SDK suits $root\global.json. Install the .NET SDK 10: https://dot.net/download" }
    if ([int]($version.Split('.')[0]) -lt 10) { Stop-Lab "the .NET SDK is $version; ChaosLab needs 10 or newer: https://dot.net/download" }
}

# The host the build was made for is the content of the stamp.
function Get-LabHost {
    $props = Join-Path $artifacts 'lab.props'
    if ((Test-Path $props) -and ((Get-Content -Raw $props) -match '<LabHost>Aspire</LabHost>')) { 'Aspire' } else { 'Embedded' }
}

function Test-Current {
    if (-not (Test-Path $controller) -or -not (Test-Path $stamp)) { return $false }
    if ((Get-Content -Raw $stamp).Trim() -ne (Get-LabHost)) { return $false }
    $built = (Get-Item $stamp).LastWriteTimeUtc
    $places = @(Get-ChildItem -Path $root -File) +
        @(Get-ChildItem -Path $root -Directory -Filter 'ChaosLab.*' | ForEach-Object { Get-ChildItem -Path $_.FullName -Recurse })
    $newer = $places |
        Where-Object { $_.FullName -notmatch '[\\/](bin|obj|node_modules)([\\/]|$)' -and $_.Extension -ne '.md' -and $_.LastWriteTimeUtc -gt $built } |
        Select-Object -First 1
    return $null -eq $newer
}

# Whether the AppHost of any locate file lives: its assemblies are in use then.
function Test-Running {
    foreach ($file in @(Get-ChildItem -Path (Join-Path $artifacts 'run') -Filter '*.json' -ErrorAction SilentlyContinue)) {
        $match = [regex]::Match((Get-Content -Raw $file.FullName), '"pid"\s*:\s*(\d+)')
        if ($match.Success -and (Get-Process -Id $match.Groups[1].Value -ErrorAction SilentlyContinue)) { return $true }
    }

    return $false
}

function Invoke-Build([string] $verb) {
    if (Test-Current) { return }
    if ((Test-Path $controller) -and (Test-Running)) {
        [Console]::Error.WriteLine('note: the sources changed since the build; they are built once no lab runs (./lab down).')
        return
    }

    Assert-Dotnet
    New-Item -ItemType Directory -Force (Join-Path $artifacts 'logs') | Out-Null
    $started = Join-Path $artifacts ("lab.stamp." + [Guid]::NewGuid().ToString('N'))
    Set-Content -Path $started -Value (Get-LabHost)
    [Console]::Error.WriteLine('Building ChaosLab...')
    $ErrorActionPreference = 'Continue'
    & dotnet build (Join-Path $root 'ChaosLab.sln') -c Release -v q -nologo *> $log
    $failed = $LASTEXITCODE -ne 0
    $ErrorActionPreference = 'Stop'
    if ($failed) {
        Remove-Item $started
        Select-String -Path $log -Pattern ': (error|warning) ' | Select-Object -ExpandProperty Line -Unique -First 20 |
            ForEach-Object { [Console]::Error.WriteLine($_) }
        # Setup must still run, or a host that does not build could not be changed.
        if ($verb -eq 'setup' -and (Test-Path $controller)) { return }
        Stop-Lab "the build failed; the whole log: $log"
    }

    Move-Item -Force $started $stamp
}

$arguments = if ($args.Count -gt 0) { $args } else { @('--help') }
Invoke-Build $arguments[0]

# Before the first start or test: ask the package feed once whether the lab can be built on Aspire.
if ($arguments[0] -in 'up', 'test' -and -not (Test-Path (Join-Path $artifacts 'lab.props'))) {
    & dotnet $controller setup --host-only
    Invoke-Build $arguments[0]
}

& dotnet $controller @arguments
exit $LASTEXITCODE
