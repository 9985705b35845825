import { of, Subject, throwError } from 'rxjs';
import { feedProcess } from '../../../lib/client/actions/feed-process';
import { watch } from '../../support/memory-codex';

const underTest = () => {
  const sent: unknown[] = [];
  const answers: Subject<unknown>[] = [];
  const send = (what: unknown) => {
    sent.push(what);
    const answer = new Subject<unknown>();
    answers.push(answer);
    return answer;
  };
  return { sent, answers, requests: { write: send, resize: send } };
};

test('writes piece by piece, each when the one before is taken, and closes the input at the end', () => {
  const { sent, answers, requests } = underTest();
  const fed = watch(feedProcess({ stdin$: of('a', new Uint8Array([98])) }, requests));
  expect(sent).toEqual([{ deltaBase64: 'YQ==' }]);
  answers[0]!.complete();
  answers[1]!.complete();
  answers[2]!.complete();
  expect([sent.slice(1), fed.end()]).toEqual([[{ deltaBase64: 'Yg==' }, { closeStdin: true }], 'complete']);
});

test('tells new sizes of the terminal', () => {
  const { sent, requests } = underTest();
  watch(feedProcess({ resize$: of({ cols: 80, rows: 24 }) }, requests));
  expect(sent).toEqual([{ cols: 80, rows: 24 }]);
});

test('does nothing without a feed; errors as feed and requests do', () => {
  const { answers, requests, sent } = underTest();
  expect([watch(feedProcess({}, requests)).end(), sent]).toEqual(['complete', []]);
  expect(watch(feedProcess({ stdin$: throwError(() => 'feed') }, requests)).end()).toEqual({ error: 'feed' });
  const fed = watch(feedProcess({ stdin$: of('a') }, requests));
  answers[0]!.error('request');
  expect(fed.end()).toEqual({ error: 'request' });
});
