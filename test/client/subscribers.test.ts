import { config, map, take, type Observable } from 'rxjs';
import { warning } from '../../lib/testing/messages/thread-messages';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { delta } from '../../lib/testing';
import { marbleText } from '../../lib/testing/marble-text';
import { memoryCodex, watch } from '../support/memory-codex';

const text = (message: string) => warning(message, null);

describe('a subscriber that throws', () => {
  const surfaced: unknown[] = [];
  beforeEach(() => {
    surfaced.length = 0;
    config.onUnhandledError = (error) => surfaced.push(error);
    jest.useFakeTimers();
  });
  afterEach(() => {
    config.onUnhandledError = null;
    jest.useRealTimers();
  });

  test('does not disturb its siblings, other streams, the reader or the client; the error surfaces once', () => {
    const { client, say, transport } = memoryCodex();
    const broken = new Error('broken subscriber');
    const fail = (): never => {
      throw broken;
    };
    const before = [watch(client.messages$), watch(client.notifications$), watch(client.turn('t').events$)];
    const once: Observable<unknown>[] = [
      client.messages$,
      client.on('warning'),
      client.turns$,
      client.turn('t').events$,
      client.turn('t').text$,
      client.turn('t').result$,
    ];
    once.forEach((stream$) => stream$.pipe(take(1)).subscribe(fail));
    const after = [watch(client.messages$), watch(client.notifications$), watch(client.turn('t').events$)];
    say(text('a'), turnStarted(), delta('x'), turnCompleted());
    expect([...before, ...after].map(({ values }) => values.length)).toEqual([4, 4, 3, 4, 4, 3]);
    expect(surfaced).toEqual([]);
    jest.runAllTimers();
    expect(surfaced).toEqual(once.map(() => broken));
    expect(transport.connections()).toBe(1);
  });

  test('an operator that throws errors its own stream and no other', () => {
    const { client, say } = memoryCodex();
    const mapped = watch(
      client.messages$.pipe(
        map(() => {
          throw new Error('in the operator');
        }),
      ),
    );
    const messages = watch(client.messages$);
    say(text('a'), text('b'));
    expect(mapped.end()).toMatchObject({ error: { message: 'in the operator' } });
    expect(messages.values).toHaveLength(2);
    jest.runAllTimers();
    expect(surfaced).toEqual([]);
  });

  test('one that throws on an answer settles its request all the same', () => {
    const { client } = memoryCodex();
    client.startThread().subscribe(() => {
      throw new Error('on the answer');
    });
    expect(watch(client.startThread()).values).toHaveLength(1);
    jest.runAllTimers();
    expect(surfaced).toHaveLength(1);
  });
});

describe('a subscriber that makes the server answer at once', () => {
  test('does not change the order that the others see', () => {
    const { client, say, transport, answers } = memoryCodex();
    answers('config/read', () => {
      transport.send(text('caused 1'));
      transport.send(text('caused 2'));
      return { config: {}, origins: {} };
    });
    const words = () => watch(client.on('warning').pipe(map(({ message }) => message)));
    const [before, order] = [words(), watch(client.messages$)];
    let results = 0;
    client
      .on('warning')
      .pipe(take(1))
      .subscribe(() => {
        client.request('config/read', {}).subscribe(() => (results += 1));
        // Not yet: what is being delivered comes first.
        expect(results).toBe(0);
      });
    const after = words();
    say(text('first'));
    say(text('last'));
    expect(results).toBe(1);
    expect(before.values).toEqual(['first', 'caused 1', 'caused 2', 'last']);
    expect(after.values).toEqual(before.values);
    expect(order.values).toHaveLength(5);
    expect(order.values[3]).toHaveProperty('result');
  });

  test('nor within a turn: every subscriber gets each event once and in order', () => {
    const { client, transport, say } = memoryCodex();
    const turn = client.turn('t');
    const before = watch(turn.text$);
    turn.events$.pipe(take(1)).subscribe(() => {
      for (const piece of ['b', 'c']) transport.send(marbleText(delta(piece)));
    });
    const inside: ReturnType<typeof watch<string>>[] = [];
    turn.events$.subscribe(({ method }) => {
      if (method === 'turn/started') inside.push(watch(turn.text$));
    });
    const after = watch(turn.text$);
    say(turnStarted(), delta('d'), turnCompleted());
    expect(before.values).toEqual(['b', 'bc', 'bcd']);
    expect(after.values).toEqual(before.values);
    expect(inside.map(({ values }) => values)).toEqual([before.values]);
  });

  test('a run that is begun when a turn is first seen finds the thread busy', () => {
    const { client, say, paramsOf } = memoryCodex();
    const [thread] = watch(client.startThread()).values;
    client.turns$.pipe(take(1)).subscribe(() => watch(thread!.run('steers')).unsubscribe());
    say(turnStarted());
    expect(paramsOf('turn/start')).toHaveLength(1);
    expect(paramsOf('turn/interrupt')).toEqual([]);
  });
});

describe('a subscriber that leaves', () => {
  test('inside next gets nothing more, and takes nothing from the others', () => {
    const { client, say } = memoryCodex();
    const seen: string[] = [];
    const first = client.on('warning').subscribe(({ message }) => {
      seen.push(`first ${message}`);
      second.unsubscribe();
      first.unsubscribe();
    });
    const second = client.on('warning').subscribe(({ message }) => seen.push(`second ${message}`));
    client.on('warning').subscribe(({ message }) => seen.push(`third ${message}`));
    say(text('a'), text('b'));
    expect(seen).toEqual(['first a', 'third a', 'third b']);
  });

  test('during the replay gets the rest of it no more', () => {
    const { client, say } = memoryCodex();
    say(turnStarted(), delta('x'), turnCompleted());
    expect(watch(client.turn('t').events$.pipe(take(2))).values).toHaveLength(2);
  });
});
