import { text } from '../text/text.ts';
import './classRules.css';

/** The rules of a class, as whoever made it wrote them. Nothing when there are none. */
export function ClassRules({ rules }: { rules: string }) {
  if (!rules) return null;
  return (
    <section class="rules">
      <h2>{text.value.preflight.rules}</h2>
      <p>{rules}</p>
    </section>
  );
}
