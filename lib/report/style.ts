import { html } from './html';

/** The page's style: one column on a phone, light or dark as the viewer prefers, and fit to be printed. */
export const STYLE = html`
  :root{color-scheme:light dark;--back:#fff;--text:#1c2128;--faint:#59636e;--line:#c9d0d7;--card:#f5f6f8;--link:#0b57a4;
  --well:#17633f;--wrong:#a61b12;--unknown:#7a4b00;--moved:#2463a8;--served:#c98a00;--promise:#6b3fa0;--track:#e4e8ec}
  @media
  (prefers-color-scheme:dark){:root{--back:#12161c;--text:#e8ecf1;--faint:#a3adb8;--line:#3a434d;--card:#1b2129;--link:#8cc4ff;
  --well:#6fd3a0;--wrong:#ff9a90;--unknown:#f2c14e;--moved:#6aa9ec;--served:#f2c14e;--promise:#d3b8f7;--track:#2a323b}}
  *{box-sizing:border-box} body{margin:0
  auto;padding:1rem;max-width:72rem;background:var(--back);color:var(--text);font:1rem/1.5
  system-ui,sans-serif;overflow-wrap:anywhere} h1{font-size:1.5rem;line-height:1.25;margin:0 0
  .5rem}h2{font-size:1.25rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:0 0 .25rem}
  h2.small{font-size:1rem;margin:1rem 0 .25rem}p{margin:.25rem 0 .5rem}ul{margin:.25rem 0;padding-left:1.25rem}
  a{color:var(--link)}code{font:.875em ui-monospace,monospace;white-space:pre-wrap} header,.problem{border:1px solid
  var(--line);border-left:.5rem solid var(--state);border-radius:.25rem;background:var(--card);padding:1rem} header
  h1{color:var(--state)}.well{--state:var(--well)}.wrong,.error{--state:var(--wrong)}.not-known,.warning{--state:var(--unknown)}
  .problem{margin:.75rem 0;padding:.75rem 1rem}.badge,.kind{border:1px solid currentcolor;border-radius:.25rem;padding:0
  .35rem;font-size:.8125rem;white-space:nowrap} .badge{color:var(--state)}.label{font-weight:600;margin:.5rem 0
  0}.fix{margin:.125rem 0;white-space:pre-line}.faint,.age{color:var(--faint);font-size:.875rem}
  table{border-collapse:collapse;width:100%;margin:.5rem
  0}caption{text-align:left;color:var(--faint);font-size:.875rem;padding-bottom:.25rem}
  th,td{text-align:left;vertical-align:top;padding:.4rem .5rem;border-bottom:1px solid
  var(--line);font-size:.9375rem}thead th{font-size:.875rem} dl{margin:.5rem
  0}dl>div{display:grid;grid-template-columns:11rem 1fr;border-bottom:1px solid var(--line);padding:.4rem
  0}dt{font-weight:600}dd{margin:0} figure{margin:1rem
  0}figcaption{color:var(--faint);font-size:.875rem;margin-bottom:.25rem} .bars
  ol{list-style:none;margin:0;padding:0}.bars li{margin:.5rem 0;font-size:.9375rem}.bars
  svg{display:block;width:100%;height:1.25rem}
  .track{fill:var(--track)}rect.moved{fill:var(--moved)}rect.served{fill:var(--served)}line.promise{stroke:var(--promise);stroke-width:3;vector-effect:non-scaling-stroke}
  .swatch{display:inline-block;width:1.25rem;height:.75rem;vertical-align:baseline}.swatch.moved{background:var(--moved)}
  .swatch.served{background:var(--served);height:.375rem;vertical-align:.1875rem}.swatch.promise{background:var(--promise);width:3px;height:1rem}
  .scroll{overflow-x:auto;border:1px solid var(--line)}.scroll img{display:block;width:100%;min-width:56rem;height:auto}
  @media
  (max-width:48rem){table,tbody,tr,th,td,caption{display:block}thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
  tr{border:1px solid var(--line);border-radius:.25rem;margin:.5rem 0;padding:.25rem 0}th,td{border:0;padding:.2rem
  .75rem} td{display:grid;grid-template-columns:7.5rem
  minmax(0,1fr)}td::before{content:attr(data-column);color:var(--faint)} dl>div{grid-template-columns:1fr}} @media
  print{body{max-width:none;padding:0}header,.problem,tr,figure{break-inside:avoid}.scroll{overflow:visible}.scroll
  img{min-width:0}}
`;
