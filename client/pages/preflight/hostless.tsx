import { useSignal } from '@preact/signals';
import type { RefusalCode } from '#protocol/codes.ts';
import { hostProof } from '../../crypto/credentials/secrets.ts';
import { ask } from '../../net/http.ts';
import { text, wordsIn } from '../../text/text.ts';
import { Confirm } from '../../ui/dialog.tsx';
import type { OpenedClass } from './openClass.ts';

const words = wordsIn({
  fr: {
    title: 'Cette classe n’a plus de compte',
    detail:
      'Qui l’a créée s’est déconnecté partout. Elle sera effacée d’elle-même quelque temps après son dernier usage ; votre lien d’enseignant permet de l’effacer maintenant.',
    erase: 'Effacer cette classe',
    question: 'Effacer cette classe ?',
    lost: 'Ses liens ne marcheront plus, et un cours en cours se termine. Cela ne peut pas être annulé.',
    done: 'La classe est effacée.',
  },
  en: {
    title: 'This class has no account any more',
    detail:
      'Whoever made it has signed out everywhere. It will be erased by itself some time after its last use; with your teacher’s link you can erase it now.',
    erase: 'Erase this class',
    question: 'Erase this class?',
    lost: 'Its links will stop working, and a running lesson ends. This cannot be undone.',
    done: 'The class is erased.',
  },
});

/** For whoever holds the host link of a class that has lost its host: the only one who can still erase it. */
export function Hostless({ opened }: { opened: OpenedClass }) {
  const t = words();
  const asking = useSignal(false);
  const outcome = useSignal<'erased' | RefusalCode | null>(null);
  const erase = async () => {
    asking.value = false;
    const { hostSecret } = opened;
    if (!hostSecret) return;
    const answer = await ask('DELETE', `/api/classes/${opened.info.id}`, { proof: await hostProof(hostSecret) });
    outcome.value = answer.ok || answer.code === 'not-found' ? 'erased' : answer.code;
  };
  return (
    <section class="card" aria-labelledby="hostless-title">
      <h2 id="hostless-title">{t.title}</h2>
      {outcome.value === 'erased' ? (
        <p role="status">{t.done}</p>
      ) : (
        <>
          <p>{t.detail}</p>
          <button type="button" class="danger" onClick={() => (asking.value = true)}>
            {t.erase}
          </button>
        </>
      )}
      {outcome.value !== null && outcome.value !== 'erased' && (
        <p class="error" role="alert">
          {text.value.codes.refusal[outcome.value]}
        </p>
      )}
      {asking.value && (
        <Confirm title={t.question} confirm={t.erase} onConfirm={() => void erase()} onClose={() => (asking.value = false)}>
          <p>{t.lost}</p>
        </Confirm>
      )}
    </section>
  );
}
