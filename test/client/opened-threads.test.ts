import { createOpenedThreads } from '../../lib/client/opened-threads';
import type { OpenedThread } from '../../lib/view/opened-thread';
import { valuesOf } from '../support/operator-cases';

const info = (id: string, model = 'm') => ({ thread: { id }, model }) as OpenedThread;

test('has the newest answer of each thread, and tells each as it comes', () => {
  const opened = createOpenedThreads();
  const live = valuesOf(opened.added$);
  for (const one of [info('a'), info('b'), info('a', 'n')]) opened.add(one);
  opened.complete();
  expect(opened.all()).toEqual([info('b'), info('a', 'n')]);
  expect(live).toEqual([info('a'), info('b'), info('a', 'n'), 'complete']);
});

test('remembers 1,000', () => {
  const opened = createOpenedThreads();
  for (let id = 0; id < 1_005; id += 1) opened.add(info(String(id)));
  expect([opened.all().length, opened.all()[0]?.thread.id]).toEqual([1_000, '5']);
});
