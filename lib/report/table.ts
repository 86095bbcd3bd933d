import { html, type Content, type Html } from './html';

export interface Column {
  readonly name: string;
  /** Whether its cells name their rows. @default false */
  readonly isHeader?: boolean;
}

/**
 * A table whose rows become blocks where there is no room for columns: each cell has its column's name with it then, and
 * roles of its own, as browsers forget that a table displayed as blocks is one.
 *
 * @param options `even`: every column is as wide as the others. @default - as wide as its text
 */
export function table(
  caption: Content,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
  { even = false }: { readonly even?: boolean } = {},
): Html {
  return html`<table role="table" class="${even && 'even'}">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(({ name }) => html`<th role="columnheader" scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (cells) =>
          html`<tr role="row">
            ${cells.map((content, index) => cell(columns[index], content))}
          </tr> `,
      )}
    </tbody>
  </table>`;
}

function cell(column: Column | undefined, content: Content): Html {
  return column?.isHeader
    ? html`<th role="rowheader" scope="row">${content}</th>`
    : html`<td role="cell" data-column="${column?.name}"><div>${content}</div></td>`;
}
