import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { median } from './median.mts';
import type { Pair, Subject } from './subjects.mts';

/**
 * Measures what n8n does for every node whenever it builds a workflow: `getNodeParameters`. The
 * nodes take turns in each round, so that a slow moment of the machine hits all of them.
 *
 * @param rounds how often each pair of each node is measured
 * @returns milliseconds for one resolution, by name of the node: the median of each pair, and of
 *   these the mean, since a median does not count the moments that the machine took away
 */
export function resolution(subjects: readonly Subject[], rounds = 60): Record<string, number> {
	const all = subjects.map((subject) => ({
		subject,
		samples: subject.pairs.map((): number[] => []),
	}));
	for (let round = -WARM_UP; round < rounds; round++) {
		for (const { subject, samples } of all) {
			subject.pairs.forEach((pair, index) => {
				const time = timeOf(subject.description, pair);
				if (round >= 0) samples[index].push(time);
			});
		}
	}
	return Object.fromEntries(
		all.map(({ subject, samples }) => [subject.name, mean(samples.map(median))]),
	);
}

/** Rounds before the first that counts: code that has just been compiled is slow. */
const WARM_UP = 10;

function timeOf(description: INodeTypeDescription, pair: Pair): number {
	const node = nodeOf(pair, description);
	const { properties } = description;
	const start = performance.now();
	NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, description);
	return performance.now() - start;
}

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

const nodeOf = ([resource, operation]: Pair, { name, version }: INodeTypeDescription): INode => ({
	id: 'bench',
	name: 'Bench',
	type: name,
	typeVersion: [version].flat().at(-1) ?? 1,
	position: [0, 0],
	parameters: { resource, operation },
});
