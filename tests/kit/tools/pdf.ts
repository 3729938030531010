import { PDFDocument, StandardFonts, rgb } from '@cantoo/pdf-lib';

/** A small PDF with a page for each of these titles, as a teacher would choose it. */
export const pdfOf = async (titles: readonly string[], size: readonly [number, number] = [640, 360]): Promise<Buffer> => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const title of titles) {
    const page = pdf.addPage([...size]);
    page.drawRectangle({
      x: 20,
      y: 20,
      width: size[0] - 40,
      height: size[1] - 40,
      borderWidth: 3,
      borderColor: rgb(0.1, 0.4, 0.35),
    });
    page.drawText(title, { x: 60, y: size[1] - 100, size: 40, font });
    page.drawText('AM/AB = AN/AC', { x: 60, y: size[1] - 180, size: 20, font });
    page.drawText('Exercice 12', { x: 60, y: size[1] - 220, size: 20, font });
  }
  return Buffer.from(await pdf.save());
};

/** As a form takes it. */
export const pdfFile = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });
