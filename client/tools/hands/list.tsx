import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Name, NameTags } from '../../room/named.tsx';
import { useRoom } from '../../room/roomState.ts';
import { Icon } from '../../ui/icon.tsx';
import { words } from './text.ts';
import type { Hands } from './tool.ts';

/** Who has a hand up, in order. A line goes when its button is pressed: the heading takes the focus that would be lost with it. */
export function Raised({ hands }: { hands: Hands }) {
  const { call, holds } = useRoom();
  const t = words();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const inside = useRef(false);
  const people = call.people.value;
  const raised = hands.raised.value.flatMap((one) => people.get(one) ?? []);
  useLayoutEffect(() => {
    if (!inside.current || document.activeElement !== document.body) return;
    (heading.current ?? document.querySelector<HTMLElement>('.panel-head h2'))?.focus();
  }, [raised.length]);
  if (raised.length === 0) return null;
  return (
    <section
      class="panel-section"
      aria-labelledby={id}
      onFocusIn={() => (inside.current = true)}
      onFocusOut={({ relatedTarget }) => (inside.current = relatedTarget === null)}
    >
      <h3 id={id} ref={heading} tabIndex={-1}>
        {t.title}
      </h3>
      <ol class="hands">
        {raised.map((person, index) => (
          <li key={person.id}>
            <span class="hand-place">{index + 1}</span>
            <span class="person-name">
              <Name name={person.name} />
              <NameTags who={person} />
              {person.self && <span class="tag">{t.place(index + 1)}</span>}
              {hands.spoken.value.has(person.id) && <span class="tag">{t.hasSpoken}</span>}
            </span>
            {(holds.value || person.self) && (
              <button
                type="button"
                class="quiet square"
                title={t.lowerThis}
                aria-label={t.lower(person.name)}
                onClick={() => hands.lower(person.id)}
              >
                <Icon name="check" />
              </button>
            )}
          </li>
        ))}
      </ol>
      {holds.value && raised.length > 1 && (
        <button type="button" onClick={() => hands.lowerAll()}>
          {t.lowerAll}
        </button>
      )}
    </section>
  );
}
