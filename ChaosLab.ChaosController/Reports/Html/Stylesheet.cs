namespace ChaosLab.ChaosController.Reports.Html;

/// <summary>How the page looks: light and dark, narrow and wide, on screen and on paper. It names nothing outside the file.</summary>
internal static class Stylesheet
{
    /// <summary>Free of the characters that XML escapes, for a browser reads the content of a style element as it is.</summary>
    public const string Text = """

        :root {
          color-scheme: light dark;
          --page: #ffffff; --panel: #f5f6f8; --text: #1a1d21; --soft: #4d5560; --rule: #d3d8de; --link: #0b57d0;
          --good: #0b5d37; --good-back: #d9f2e4; --bad: #8f1d14; --bad-back: #fbe1de; --warn: #6b4a00; --warn-back: #fbeec4; --plain-back: #e8ebee;
          --s1: #5b8fc9; --s2: #a3211a; --s3: #1f6feb; --s4: #8a5a00; --s5: #a0307f; --fault: #e07b00;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #14171a; --panel: #1d2126; --text: #e6e8ea; --soft: #aab3bd; --rule: #3a424b; --link: #8ab8ff;
            --good: #8ddfb5; --good-back: #12372a; --bad: #ffb3ac; --bad-back: #4a1a17; --warn: #f3d27a; --warn-back: #3f3108; --plain-back: #2b3138;
            --s1: #3f6fa8; --s2: #ff9a8f; --s3: #6cb6ff; --s4: #e3b341; --s5: #f28bd5; --fault: #ff9f3d;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 72rem; background: var(--page); color: var(--text); font: 1rem/1.55 system-ui, sans-serif; }
        h1 { font-size: 1.7rem; line-height: 1.25; margin: .4rem 0 .6rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.25rem; margin: 2.6rem 0 .8rem; padding-top: .8rem; border-top: 1px solid var(--rule); }
        h3 { font-size: 1.05rem; margin: 1.4rem 0 .4rem; overflow-wrap: anywhere; }
        p, ul { max-width: 52rem; margin: .5rem 0 .8rem; overflow-wrap: anywhere; }
        a { color: var(--link); }
        code, pre { font: .875rem/1.5 ui-monospace, monospace; }
        pre { background: var(--panel); padding: .8rem; overflow-x: auto; border-radius: .4rem; white-space: pre; }
        pre.wrap { white-space: pre-wrap; overflow-wrap: anywhere; }
        .soft { color: var(--soft); max-width: none; }
        header .badge { font-size: 1.05rem; padding: .2rem .8rem; text-transform: uppercase; letter-spacing: .04em; }
        header ul { padding-left: 1.2rem; font-weight: 600; }
        nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1rem; list-style: none; padding: 0; max-width: none; font-size: .9rem; }
        .badge { display: inline-block; padding: .05rem .5rem; border-radius: .3rem; font-weight: 600; white-space: nowrap; color: var(--text); background: var(--plain-back); }
        .badge.good { color: var(--good); background: var(--good-back); }
        .badge.bad { color: var(--bad); background: var(--bad-back); }
        .badge.warn { color: var(--warn); background: var(--warn-back); }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .6rem; margin: 1rem 0; }
        .figures div { background: var(--panel); border-radius: .4rem; padding: .5rem .8rem; }
        .figures dt { color: var(--soft); font-size: .85rem; }
        .figures dd { margin: 0; font-size: 1.1rem; line-height: 1.35; font-weight: 600; }
        dl.pairs div { display: grid; grid-template-columns: 10rem 1fr; gap: .2rem 1rem; padding: .25rem 0; border-bottom: 1px solid var(--rule); }
        dl.pairs dt { color: var(--soft); }
        dl.pairs dd { margin: 0; overflow-wrap: anywhere; }
        .scroll { overflow-x: auto; margin: .8rem 0; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        caption { text-align: left; color: var(--soft); font-size: .85rem; padding-bottom: .3rem; }
        th, td { text-align: left; vertical-align: top; padding: .35rem .7rem; border-bottom: 1px solid var(--rule); overflow-wrap: break-word; max-width: 26rem; }
        th:first-child { padding-left: 0; }
        thead th { color: var(--soft); font-weight: 600; border-bottom-width: 2px; white-space: nowrap; }
        tbody th { font-weight: 600; }
        #faults tbody th { white-space: nowrap; max-width: none; }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        figure { margin: 1.2rem 0 1.6rem; }
        figcaption { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; align-items: baseline; }
        .legend { display: inline-flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .9rem; color: var(--soft); }
        .legend svg { width: 24px; height: 10px; }
        figure .scroll { margin: .3rem 0; }
        figure .scroll svg { display: block; width: 100%; min-width: 40rem; height: auto; }
        svg text { fill: var(--soft); font: 13px system-ui, sans-serif; }
        svg .fault-label { fill: var(--text); font-weight: 600; }
        svg .grid { stroke: var(--rule); stroke-width: 1; }
        svg .fault { fill: var(--fault); opacity: .18; }
        svg .fault-edge { stroke: var(--fault); stroke-width: 1.5; }
        svg line, svg polyline { fill: none; stroke-width: 2; }
        svg .s1 { stroke: var(--s1); } svg .s2 { stroke: var(--s2); } svg .s3 { stroke: var(--s3); }
        svg .s4 { stroke: var(--s4); stroke-dasharray: 7 3; } svg .s5 { stroke: var(--s5); stroke-dasharray: 2 3; }
        svg .area { stroke: var(--page); stroke-width: 1; } svg .s1.area { fill: var(--s1); } svg .s2.area { fill: var(--s2); }
        details { margin: .6rem 0; } summary { cursor: pointer; font-weight: 600; padding: .3rem 0; }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        @media (max-width: 640px) {
          body { padding: 1rem .9rem 3rem; }
          h1 { font-size: 1.35rem; }
          dl.pairs div { grid-template-columns: 1fr; gap: 0; }
          .figures { grid-template-columns: 1fr 1fr; }
          svg text { font-size: 18px; }
          table { font-size: .85rem; }
          .scroll table { min-width: 34rem; }
          th, td { max-width: 15rem; }
        }
        @media print {
          :root { color-scheme: light; --page: #ffffff; --panel: #f5f6f8; --text: #000000; --soft: #333333; --rule: #999999; --link: #000000;
            --good: #0b5d37; --good-back: #ffffff; --bad: #8f1d14; --bad-back: #ffffff; --warn: #6b4a00; --warn-back: #ffffff; --plain-back: #ffffff;
            --s1: #5b8fc9; --s2: #a3211a; --s3: #1f6feb; --s4: #8a5a00; --s5: #a0307f; --fault: #e07b00; }
          body { max-width: none; font-size: 10pt; padding: 0; }
          nav { display: none; }
          .badge { border: 1px solid; }
          figure, tr, .figures { break-inside: avoid; }
          h2, h3, caption { break-after: avoid; }
          .scroll, pre { overflow: visible; }
          pre { white-space: pre-wrap; overflow-wrap: anywhere; }
          figure .scroll svg { min-width: 0; }
          details::details-content { content-visibility: visible; block-size: auto; }
        }

        """;
}
