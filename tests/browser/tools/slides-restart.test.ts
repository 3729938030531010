import { expect, test } from 'vitest';
import { announcing, controls, openLesson } from '../../kit/lesson.ts';
import { pdfFile, pdfOf } from '../../kit/tools/pdf.ts';
import { startServer } from '../../kit/server.ts';

test('after a restart of the server the slides are there still, also for who loads the page anew', async () => {
  await using lesson = await openLesson({ students: ['Inès'] });
  const { teacher, students } = lesson;
  const ines = students[0]!;
  const title = ines.page.locator('.slides').getByRole('heading', { name: 'Deux', exact: true });
  await controls(teacher).getByRole('button', { name: 'Montrer des diapositives (PDF)' }).click();
  await teacher.page
    .locator('.slides-input')
    .first()
    .setInputFiles([pdfFile('Thalès.pdf', await pdfOf(['Une', 'Deux']))]);
  await ines.page.locator('.slides[data-drawn]').waitFor();
  const { folder, port } = lesson.server;
  await using stack = new AsyncDisposableStack();
  await announcing(lesson.everyone, /Le serveur a redémarré/, async () => {
    await lesson.server.app.close();
    stack.use(await startServer({ folder, port }));
  });
  await teacher.page.locator('.slides').getByRole('button', { name: 'Diapositive suivante' }).click();
  await title.waitFor({ state: 'attached' });
  await ines.page.reload();
  await controls(ines).waitFor();
  await title.waitFor({ state: 'attached' });
  await expect.poll(() => ines.page.locator('.slides').getAttribute('data-drawn')).toMatch(/-2$/);
});
