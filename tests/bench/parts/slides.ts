import { randomBytes } from 'node:crypto';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { Page } from 'playwright-core';
import { button, controls, gather } from '../../kit/lesson.ts';
import { pdfFile } from '../../kit/tools/pdf.ts';
import type { Part } from '../bench.ts';
import { chromiumIn } from '../browser.ts';
import { startProduct } from '../people/product.ts';
import { type Row, compared, percentile } from '../report.ts';

const part = 'slides';
const pages = 100;
const bytes = 20_000_000;
const turns = 20;
const titleOf = (page: number): string => `Page ${page}`;

/** A PDF of so many pages; what makes it long belongs to it without being drawn, as embedded fonts and pictures mostly are. */
const longPdf = async (): Promise<Buffer> => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= pages; page++) {
    const one = pdf.addPage([640, 360]);
    one.drawText(titleOf(page), { x: 60, y: 260, size: 40, font });
    one.drawText('AM/AB = AN/AC', { x: 60, y: 180, size: 20, font });
  }
  await pdf.attach(randomBytes(bytes), 'reste.bin', { mimeType: 'application/octet-stream' });
  return Buffer.from(await pdf.save());
};

/** When the page has drawn the slide with this title, by the machine's clock, in milliseconds. */
const drawnAt = async (page: Page, title: string): Promise<number> => {
  await page.locator('.slides[data-drawn]').waitFor();
  const read = page.getByRole('region', { name: 'Diapositives' }).getByRole('heading', { name: title, exact: true });
  await read.waitFor({ state: 'attached' });
  return page.evaluate(() => performance.timeOrigin + performance.now());
};

/** From choosing a long PDF to its first page on the screens of others, and from turning a page to the last screen. */
export const measureSlides: Part = async ({ stack, say }) => {
  const { front, child } = await startProduct();
  stack.use(child);
  const browser = await chromiumIn(stack);
  const lesson = await gather(browser, front, { students: ['Inès', 'Tom', 'Zoé'] });
  const { teacher, students, everyone } = lesson;
  await controls(teacher).getByRole('button', { name: 'Montrer des diapositives (PDF)' }).click();
  const file = pdfFile('long.pdf', await longPdf());
  say(`a PDF of ${pages} pages and ${Math.round(file.buffer.length / 1e6)} MB`);
  const chosen = performance.timeOrigin + performance.now();
  await teacher.page.locator('.slides-input').setInputFiles(file);
  const first = await Promise.all(students.map(({ page }) => drawnAt(page, titleOf(1))));
  say(`${turns} pages are turned`);
  const waits: number[] = [];
  for (let turn = 2; turn <= turns + 1; turn++) {
    const begun = performance.timeOrigin + performance.now();
    await button(teacher.page, 'Diapositive suivante').click();
    const seen = await Promise.all(everyone.map(({ page }) => drawnAt(page, titleOf(turn))));
    waits.push(Math.max(...seen) - begun);
  }
  const note = 'four pages and the server on one machine; with the test’s own looking and clicking';
  const row = (what: string, unit: string, ours: number, oursMost?: number): Row =>
    compared({ part, what, unit, ours: [ours], floor: [], ...(oursMost !== undefined && { oursMost }), note });
  return [
    row(`${pages} pages, 20 MB: from choosing to the first page on the last screen`, 'ms', Math.max(...first) - chosen, 3_000),
    row('a page is turned, on the last screen: p50', 'ms', percentile(waits, 0.5)),
    row('a page is turned, on the last screen: p95', 'ms', percentile(waits, 0.95), 200),
  ];
};
