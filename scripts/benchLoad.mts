import { parseArgs } from 'node:util';
import { creates, createsBefore } from './bench/load/creates.mts';
import { downloads } from './bench/load/downloads.mts';
import { events } from './bench/load/events.mts';
import { returnAll } from './bench/load/lists.mts';
import { overhead } from './bench/load/overhead.mts';
import { setup } from './bench/load/setup.mts';
import { startPbx } from './bench/load/turns.mts';
import { upserts } from './bench/load/upserts.mts';

/**
 * Prints how the built node does under load, next to what else could do the same: n8n's HTTP
 * Request node and bare loops. Times depend on the machine, so none of them makes this fail;
 * ratios are of runs that took turns.
 *
 * `--only NAME` prints one table, `--rounds N` measures each contender so often; `--before FOLDER`
 * has `creates` compare this build with that of another checkout, e.g. of an older commit;
 * `--minutes N` is how long the triggers are under load in `events`.
 */
const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '3' },
		only: { type: 'string', default: '' },
		before: { type: 'string' },
		minutes: { type: 'string', default: '1' },
	},
});
const rounds = Number(values.rounds);
const pbx = await startPbx();
const parts: Record<string, () => Promise<string>> = {
	creates: async () =>
		values.before ? await createsBefore(pbx, rounds, values.before) : await creates(pbx, rounds),
	upserts: async () => await upserts(pbx, rounds),
	lists: async () => await returnAll(pbx, 10_000, 0, rounds),
	slowLists: async () => await returnAll(pbx, 10_000, 20, rounds),
	longLists: async () => await returnAll(pbx, 100_000, 0, Math.min(rounds, 3)),
	overhead: async () => await overhead(pbx, rounds),
	downloads: async () => await downloads(50),
	setup: async () => await setup(pbx),
	events: async () => await events(Number(values.minutes)),
};
try {
	const chosen = Object.keys(parts).filter((name) => !values.only || values.only === name);
	if (!chosen.length) throw new Error(`--only knows ${Object.keys(parts).join(', ')}`);
	for (const name of chosen) console.log(`${await parts[name]()}\n`);
} finally {
	pbx.stop();
}
