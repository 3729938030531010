/** A cell that no spreadsheet takes for a formula. */
const cell = (raw: string): string => `"${(/^[=+\-@\t\r]/.test(raw) ? `'${raw}` : raw).replaceAll('"', '""')}"`;

/** Rows as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8. Spreadsheets in French expect `;` between cells. */
export const renderCsv = (rows: readonly (readonly string[])[], separator: ',' | ';'): string =>
  `\uFEFF${rows.map((cells) => cells.map(cell).join(separator)).join('\r\n')}\r\n`;
