import type { Sides } from '../bench.ts';
import { openFloor } from './floor.ts';
import type { Place } from './place.ts';
import { openProduct } from './product.ts';

/** Both servers, each in its own process; they go with the stack. */
export const openPlaces = async (stack: AsyncDisposableStack): Promise<Sides<Place>> => ({
  floor: stack.use(await openFloor()),
  ours: stack.use(await openProduct()),
});
