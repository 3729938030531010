import { useLayoutEffect, useRef } from 'preact/hooks';
import { CopyField } from '../../../ui/copyField.tsx';
import type { KeptClass } from '../../../tab/keptClasses.ts';
import { StartLink } from './startLink.tsx';
import { homeWords } from '../text.ts';

/** Just after a class was made: the link for students, and the way in. */
export function Made({ kept, onOther }: { kept: KeptClass; onOther: () => void }) {
  const t = homeWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), [kept]);
  return (
    <section class="card made">
      <h1 ref={heading} tabIndex={-1}>
        {t.made.title(kept.title)}
      </h1>
      <p>{t.made.send}</p>
      <CopyField label={t.list.studentLink} value={kept.studentLink} />
      <div class="actions">
        <StartLink kept={kept}>{t.made.start}</StartLink>
        <button type="button" onClick={onOther}>
          {t.made.other}
        </button>
      </div>
    </section>
  );
}
