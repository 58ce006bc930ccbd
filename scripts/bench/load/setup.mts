import type { IDataObject } from 'n8n-workflow';
import { sampleLogins } from '../../../simulator/seed.mts';
import { MOST_AT_ONCE } from '../../../pbx/settings.ts';
import { Engine, type WorkflowJson } from '../../engine/run.mts';
import { table, type Line } from '../table.mts';
import { bareLoop, LARGE, largeSetup } from './largeSetup.mts';
import type { Pbx } from './turns.mts';
import { megabytes, milliseconds, target, times } from './words.mts';

const LATENCY = 20;
/** Times the requests of a bare loop that an operation may take. */
const MOST = 1.3;

/** A node of Tenant Setup behind a trigger by hand. */
const workflowOf = (operation: string, parameters: IDataObject): WorkflowJson =>
	({
		nodes: [
			{
				...{ id: 'a', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 },
				...{ position: [0, 0], parameters: {} },
			},
			{
				...{ id: 'b', name: 'Setup', type: 'n8n-nodes-portsip.portSipProvisioning' },
				...{ typeVersion: 1, position: [200, 0] },
				parameters: { resource: 'tenantSetup', operation, ...parameters },
			},
		],
		connections: { Start: { main: [[{ node: 'Setup', type: 'main', index: 0 }]] } },
	}) as unknown as WorkflowJson;

/**
 * A customer with 500 extensions: made, compared, applied again and exported, in requests, time and
 * memory, next to the requests of a bare loop.
 *
 * @returns the table as text
 */
export async function setup(pbx: Pbx): Promise<string> {
	await pbx.prepare({ rows: 0, switches: { latencyMs: LATENCY } });
	const engine = await Engine.start();
	engine.signInWith({ baseUrl: pbx.url, signInAs: 'system', ...sampleLogins.systemAdmin });
	const document = largeSetup(LARGE);
	const bare = bareLoop(LARGE);
	const runs: Array<[words: string, operation: string, parameters: IDataObject, bare: number]> = [
		['Apply, new tenant', 'apply', { document }, bare.making],
		['Compare', 'compare', { document }, bare.looking],
		['Apply again, nothing to do', 'apply', { document }, bare.looking],
		[
			'Export',
			'export',
			{ tenantId: { __rl: true, mode: 'domain', value: 'large.example' } },
			bare.exporting,
		],
	];
	const lines: Line[] = [];
	for (const [words, operation, parameters, least] of runs) {
		const before = (await pbx.seen()).requests;
		const heap = process.memoryUsage().heapUsed;
		const began = performance.now();
		const outcome = await engine.run(workflowOf(operation, parameters));
		const time = performance.now() - began;
		if (outcome.error) throw outcome.error;
		const requests = (await pbx.seen()).requests - before;
		const grown = Math.max(0, process.memoryUsage().heapUsed - heap);
		const ratio = requests / least;
		lines.push([
			words,
			milliseconds(time),
			String(requests),
			String(least),
			times(ratio),
			megabytes(grown),
			target(ratio <= MOST, `at most ${MOST}`),
		]);
	}
	const { mostInFlight } = await pbx.seen();
	return [
		`Tenant Setup: ${LARGE.extensions} extensions, ${2 * LARGE.groups} groups and queues, ${LARGE.rules} rules, ${LATENCY} ms latency`,
		table(['Operation', 'Time', 'Requests', 'Bare loop', 'Ratio', 'Heap', 'Target'], lines),
		target(mostInFlight <= MOST_AT_ONCE, `At most ${MOST_AT_ONCE} requests in flight`),
	].join('\n');
}
