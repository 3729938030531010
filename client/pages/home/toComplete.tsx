import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask } from '../../net/http.ts';
import { language } from '../../text/text.ts';
import { homeWords } from './text.ts';

/** Tells a host what the server's notice still lacks: pupils would be told only a part. Nothing when it is complete. */
export function ToComplete() {
  const t = homeWords().toComplete;
  const lacking = useSignal<readonly string[]>([]);
  const wanted = language.value;
  useEffect(() => {
    void ask<{ readonly toComplete: readonly string[] }>('GET', `/api/notice?lang=${wanted}`).then((answer) => {
      if (answer.ok) lacking.value = answer.value.toComplete;
    });
  }, [wanted]);
  if (lacking.value.length === 0) return null;
  return (
    <section>
      <h2>{t.title}</h2>
      <p>{t.detail}</p>
      <details>
        <summary>{t.list}</summary>
        <ul>
          {lacking.value.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
