// The scripted model and a home of codex that uses it, in a process of its own, so that what they take is nobody's
// who is measured. Started by start-model.ts.
import process from 'node:process';
import { createGate, startScriptedCodex, text, type Gate } from '../../../lib/testing.js';
import { holdPrompt, replyText, type ModelNews } from './start-model';

const pieces = 8;

const tell = (news: ModelNews): void => void process.send!(news);

const serve = async (): Promise<void> => {
  let gate: Gate = createGate();
  let held = 0;
  const codex = await startScriptedCodex({
    maxRecorded: 1,
    script: ({ prompt }) => {
      if (prompt !== holdPrompt) return text(replyText, { deltas: pieces });
      held += 1;
      tell({ held });
      const [first, rest] = [replyText.slice(0, 5), replyText.slice(5)];
      return text([first, gate, rest]);
    },
  });
  process.on('message', () => {
    gate.open();
    gate = createGate();
    held = 0;
  });
  process.once('disconnect', () => {
    void codex.dispose().finally(() => process.exit());
  });
  tell({ env: codex.env, cwd: codex.cwd });
};

void serve();
