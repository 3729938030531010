import { rightAddress } from '../../net/address.ts';
import { neverConnected } from '../../net/patience.ts';
import { obstacleWords } from './text.ts';

/** Above the page: why nothing comes of it, though the server answers. */
export function Obstacle() {
  const t = obstacleWords();
  const address = rightAddress.value;
  if (address !== null)
    return (
      <div class="notice-box warn" role="alert">
        <strong>{t.wrongAddress.title}</strong>
        <p>
          {t.wrongAddress.detail} <a href={address}>{address}</a>
        </p>
        <p>{t.wrongAddress.todo}</p>
      </div>
    );
  if (!neverConnected.value) return null;
  return (
    <div class="notice-box warn" role="alert">
      <strong>{t.neverConnected.title}</strong>
      <p>{t.neverConnected.detail}</p>
      <p>{t.neverConnected.todo}</p>
    </div>
  );
}
