namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>
/// How packs look, on a screen and on Letter or A4 paper. It holds no character that XML would have to escape.
/// </summary>
internal static class PageStyle
{
    public const string Text = """

        @page { margin: 15mm 14mm 17mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; } }
        :root { --ink: #1b1f24; --soft: #5b626b; --rule: #c9ced4; --faint: #eef0f2; --strong: #12395b; --alarm: #8c1d18; }
        * { box-sizing: border-box; }
        html {
          background: #fff; color: var(--ink);
          font: 15px/1.45 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif;
          font-variant-numeric: tabular-nums lining-nums; -webkit-text-size-adjust: 100%;
        }
        body { max-width: 66rem; margin: 0 auto; padding: 2.25rem 1.5rem 4rem; }
        header { border-bottom: 2px solid var(--ink); padding-bottom: 0.9rem; margin-bottom: 1.2rem; }
        header p { margin: 0; color: var(--soft); }
        header .kind { text-transform: uppercase; letter-spacing: 0.09em; font-size: 0.74rem; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0.15rem 0 0.35rem; font-weight: 600; letter-spacing: -0.01em; overflow-wrap: anywhere; }
        h2 { font-size: 1.1rem; line-height: 1.3; margin: 2.4rem 0 0.6rem; padding-top: 0.5rem; border-top: 1px solid var(--ink); font-weight: 600; }
        h3 { font-size: 0.95rem; margin: 1.4rem 0 0.35rem; font-weight: 600; }
        p { margin: 0.35rem 0 0.7rem; max-width: 46rem; }
        a { color: var(--strong); text-decoration: none; }
        a:hover { text-decoration: underline; }
        nav ol { list-style: none; margin: 0.6rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; font-size: 0.85rem; }
        .law { color: var(--soft); font-weight: 400; font-size: 0.86em; white-space: nowrap; }
        .soft { color: var(--soft); }
        .alarm { color: var(--alarm); font-weight: 600; }
        dl { margin: 0.4rem 0 0.8rem; display: grid; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr)); gap: 0.55rem 1.4rem; }
        dl.key { gap: 0.8rem 1.4rem; margin: 1.1rem 0 1.4rem; }
        dl div { break-inside: avoid; min-width: 0; }
        dt { color: var(--soft); font-size: 0.78rem; }
        dd { margin: 0; overflow-wrap: break-word; }
        dl.key dd { font-size: 1.08rem; font-weight: 600; }
        table { border-collapse: collapse; width: 100%; margin: 0.4rem 0 1rem; font-size: 0.82rem; line-height: 1.35; }
        table.narrow { width: auto; min-width: 24rem; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        th {
          text-align: left; vertical-align: bottom; font-weight: 600; color: var(--soft); font-size: 0.92em;
          border-bottom: 1px solid var(--ink); padding: 0.25rem 0.55rem 0.25rem 0;
        }
        td { vertical-align: top; border-bottom: 1px solid var(--faint); padding: 0.22rem 0.55rem 0.22rem 0; }
        th:last-child, td:last-child { padding-right: 1px; }
        .n { text-align: right; white-space: nowrap; }
        td.n + .d, td.n + .w, th.n + .d, th.n + .w { padding-left: 0.5rem; }
        .d { white-space: nowrap; }
        .w { overflow-wrap: anywhere; }
        tr.total td { border-top: 1px solid var(--ink); border-bottom: 2px solid var(--ink); font-weight: 600; }
        .hash {
          font: 0.82em/1.4 "DejaVu Sans Mono", "Liberation Mono", Menlo, Consolas, monospace;
          overflow-wrap: anywhere; color: var(--soft); letter-spacing: -0.02em;
        }
        ol.steps { list-style: none; margin: 0.5rem 0 1rem; padding: 0; counter-reset: step; }
        ol.steps li { counter-increment: step; position: relative; padding: 0 0 0.5rem 2.2rem; }
        ol.steps li::before {
          content: counter(step); position: absolute; left: 0; top: 0.05rem; width: 1.45rem; height: 1.45rem;
          border: 1px solid var(--ink); border-radius: 50%; text-align: center; font-size: 0.78rem; line-height: 1.4rem;
        }
        ol.steps h4 { margin: 0 0 0.15rem; font-size: 0.9rem; break-after: avoid; }
        ol.steps p { margin: 0 0 0.4rem; }
        aside.open { border: 2px solid var(--alarm); padding: 0.6rem 0.9rem; margin: 1.1rem 0; break-inside: avoid; }
        aside.open h2 { margin: 0 0 0.3rem; padding: 0; border: 0; color: var(--alarm); }
        ul.plain { list-style: none; margin: 0; padding: 0; }
        figure { margin: 1.2rem 0 1.6rem; break-inside: avoid; }
        figure svg { width: 100%; height: auto; display: block; }
        figcaption { color: var(--soft); font-size: 0.82rem; margin-top: 0.3rem; max-width: 46rem; }
        @media screen and (max-width: 56rem) {
          body { padding: 1.25rem 1rem 3rem; }
          section, figure { overflow-x: auto; }
          table { min-width: 50rem; }
          table.narrow { min-width: 0; width: 100%; }
          figure svg { min-width: 42rem; }
          dl, dl.key { grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); }
        }
        @media print {
          html { font-size: 11px; }
          body { max-width: none; margin: 0; padding: 0; }
          nav { display: none; }
          a { color: inherit; }
          h2, h3, h2 + p, h3 + p { break-after: avoid; }
          table.short { break-inside: avoid; }
          tbody tr:nth-last-child(-n+3) { break-before: avoid; }
          .columns { columns: 2; column-gap: 12mm; }
          .columns table { width: 100%; min-width: 0; margin-top: 0; }
          .columns tr:nth-child(-n+8) { break-after: avoid; }
          h2 + p, h3 + p { break-inside: avoid; }
          p, dl div { orphans: 2; widows: 2; }
          table { font-size: 0.86rem; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }

        """;
}
