import { firstValueFrom, forkJoin, lastValueFrom, mergeMap, of, range, switchMap, toArray } from 'rxjs';
import { text } from '../../lib/testing.js';
import { withRealCodex, wireTurnId } from '../support/real-codex.js';

const deltas = 200;
const turns = 8;

/** 200 pieces that differ in every turn and at every place. */
const pieces = (prompt: string): string[] => Array.from({ length: deltas }, (_, i) => `${prompt}/${i} `);

test('8 turns at once on 8 threads: each stream holds exactly its own events in wire order, live and late', async () => {
  await withRealCodex(
    { script: (request) => [text(pieces(request.prompt))] },
    async ({ client, codex, wire }) => {
      const live = await firstValueFrom(
        range(0, turns).pipe(
          mergeMap((n) =>
            client.startThread({ cwd: codex.cwd }).pipe(
              switchMap((thread) => thread.startTurn(`prompt-${n}`)),
              switchMap((turn) =>
                forkJoin([
                  of(n),
                  of(turn),
                  turn.events$.pipe(toArray()),
                  turn.text$.pipe(toArray()),
                  turn.result$,
                ]),
              ),
            ),
          ),
          toArray(),
        ),
      );

      expect(live).toHaveLength(turns);
      for (const [n, turn, events, texts, result] of live) {
        const own = wire.filter((message) => message.method !== undefined && wireTurnId(message) === turn.id);
        expect(own.filter(({ method }) => method === 'item/agentMessage/delta')).toHaveLength(deltas);
        expect(events).toEqual(own);
        expect(events.at(-1)?.method).toBe('turn/completed');

        const completed = pieces(`prompt-${n}`).join('');
        expect(texts.at(-1)).toBe(completed);
        expect(texts.length).toBeGreaterThan(1);
        expect(result).toMatchObject({
          id: turn.id,
          status: 'completed',
          finalResponse: completed,
          error: null,
        });
        expect(result.items.map(({ type }) => type)).toEqual(['userMessage', 'agentMessage']);

        // A subscriber that comes after completion.
        expect(await firstValueFrom(turn.events$.pipe(toArray()))).toEqual(events);
        expect(await firstValueFrom(client.turn(turn.id).events$.pipe(toArray()))).toEqual(events);
        expect(await firstValueFrom(turn.text$.pipe(toArray()))).toEqual([completed]);
        expect(await lastValueFrom(turn.result$)).toEqual(result);
      }
      expect(codex.model.requestCount).toBe(turns);
      expect(codex.model.errors).toEqual([]);
    },
  );
});
