import { createServer } from 'node:net';
import { command } from '../../../lib/testing/model/command.js';
import { startScriptedModel } from '../../../lib/testing/model/start-scripted-model.js';
import { text } from '../../../lib/testing/model/text.js';
import { callModel, textOf, toolOutput, userMessage } from '../support/model-call.js';
import { withModel } from '../support/scripted-model.js';

test('calls at the same time get their own replies, by prompt and by round', () =>
  withModel(
    {
      script: [
        { when: 'twice', replies: [command('one'), text('after one')] },
        { when: 'once', replies: [text('only')] },
      ],
      fallback: text('fallback'),
    },
    async (model) => {
      const round = [userMessage('twice'), { type: 'function_call', call_id: 'c' }, toolOutput('c')];
      const later = [...round, { type: 'function_call', call_id: 'e' }, toolOutput('e')];
      const answers = await Promise.all(
        ['twice', round, later, 'twice', 'once', 'else'].map((input) => callModel(model, input)),
      );
      expect(answers.map((answer) => textOf(answer) || answer.events[1].item.type)).toEqual([
        'function_call',
        'after one',
        'fallback',
        'function_call',
        'only',
        'fallback',
      ]);
    },
  ));

test('without a script it says ok', () =>
  withModel({}, async (model) => {
    expect(textOf(await callModel(model, 'hi'))).toBe('ok');
  }));

test('a reply that cannot be carried out is answered with 400, and kept in errors', () =>
  withModel({ script: command('x') }, async (model) => {
    const answer = await callModel(model, 'hi', { tools: [] });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body).error.message).toMatch(/does not offer\. On offer: none\./);
    expect(model.errors.map(String)).toEqual([expect.stringMatching(/does not offer/)]);
  }));

test('a prompt without a reply is an error if that is wanted', () =>
  withModel({ script: [{ when: 'known', replies: [text('yes')] }], fallback: 'error' }, async (model) => {
    expect((await callModel(model, 'known')).status).toBe(200);
    expect((await callModel(model, 'other')).status).toBe(400);
    expect(model.errors.map((error) => error.message)).toEqual([
      'The script has no reply for call 0 after the prompt "other".',
    ]);
  }));

test('a script that throws, or an observer that does, is answered with 500', () =>
  withModel(
    {
      script: () => Promise.reject(new Error('no idea')),
      onRequest: ({ prompt }) => {
        if (prompt === 'look') throw new Error('seen too much');
      },
    },
    async (model) => {
      expect(await callModel(model, 'hi')).toMatchObject({
        status: 500,
        body: expect.stringContaining('no idea'),
      });
      expect(await callModel(model, 'look')).toMatchObject({ status: 500 });
      expect(model.errors.map((error) => error.message)).toEqual(['no idea', 'seen too much']);
    },
  ));

test('it keeps the latest calls, shows each as it comes, and counts all', async () => {
  const seen: string[] = [];
  await withModel({ maxRecorded: 3, onRequest: ({ prompt }) => seen.push(prompt) }, async (model) => {
    for (let index = 0; index < 5; index++) await callModel(model, `p${index}`);
    expect(model.requests.map(({ index, prompt }) => [index, prompt])).toEqual([
      [2, 'p2'],
      [3, 'p3'],
      [4, 'p4'],
    ]);
    expect(model.requestCount).toBe(5);
    expect(seen).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
  });
});

test('it answers what is no model call in a way that names it', () =>
  withModel({}, async (model) => {
    const post = (body: string, headers = {}) =>
      fetch(`${model.url}/responses`, { method: 'POST', body, headers });
    expect((await fetch(`${model.url}/models?client_version=1`)).status).toBe(200);
    expect((await fetch(`${model.url}/other`)).status).toBe(404);
    expect((await post('{')).status).toBe(400);
    expect((await post('{"input":"text"}')).status).toBe(400);
    expect((await post('{}', { 'content-encoding': 'zstd' })).status).toBe(400);
    expect(model.errors.map((error) => error.message)).toEqual([
      'The scripted model has no answer for GET /v1/other.',
      expect.stringContaining('is no JSON'),
      'The body of the model call has no list "input".',
      expect.stringContaining('encoding zstd'),
    ]);
    expect(model.requestCount).toBe(0);
  }));

test('it closes twice and gives its port back', async () => {
  const model = await startScriptedModel();
  await Promise.all([model.close(), model.close()]);
  await expect(callModel(model, 'hi')).rejects.toThrow();
  const server = createServer();
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(Number(new URL(model.url).port), '127.0.0.1', resolve),
  );
  await new Promise((resolve) => server.close(resolve));
});

test('it refuses options that make no sense, and a port that is taken', () =>
  withModel({}, async (model) => {
    await expect(startScriptedModel({ maxRecorded: 0 })).rejects.toThrow(
      /maxRecorded must be a whole number above 0/,
    );
    await expect(startScriptedModel({ port: Number(new URL(model.url).port) })).rejects.toThrow(/EADDRINUSE/);
  }));
