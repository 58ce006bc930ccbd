import { areas } from '../nodes/shared/api/index.ts';
import { generated } from './bench/generated.mts';
import { loadTimes } from './bench/loadTime.mts';
import { resolution } from './bench/resolution.mts';
import { SHARED, sizes } from './bench/sizes.mts';
import { BUILT, portSip, slack, SLACK_NODE } from './bench/subjects.mts';
import { table, type Line } from './bench/table.mts';

/**
 * Prints how large and how fast the built nodes are, next to their budgets. Times depend on the
 * machine, so none of them makes this fail; sizes are asserted by the tests.
 */
const KB = 1024;
const kilobytes = (bytes: number) => `${(bytes / KB).toFixed(1)} KB`;
const milliseconds = (time: number, digits: number) => `${time.toFixed(digits)} ms`;
const budget = (kept: boolean, words: string) => `${words}: ${kept ? 'kept' : 'NOT KEPT'}`;
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

const own = portSip();
const others = [slack(), generated()];
const measured = own.map(({ description }) => sizes(description.properties));
const theirs = sizes(others[1].description.properties);
const times = resolution([...own, ...others]);
const [load, loadOfSlack] = loadTimes([BUILT, [SLACK_NODE]]);

const bytes = sum(measured.map((each) => each.bytes));
const mean = sum(own.map(({ name }) => times[name])) / own.length;
const faster = times.Generated / mean;

const nodeLines = areas.flatMap(({ node, resources }, index): Line[] => {
	const { properties, byResource, bytes: size } = measured[index];
	const actions = sum(resources.map(({ operations }) => operations.length));
	const heaviest = byResource.filter(([name]) => name !== SHARED).slice(0, 3);
	const shared = byResource.find(([name]) => name === SHARED)?.[1] ?? 0;
	const toSlack = times[node] / times.Slack;
	return [
		[node],
		['  Resources', String(resources.length)],
		['  Actions', String(actions), budget(actions <= 140, 'at most 140')],
		['  Properties', String(properties)],
		['  Description as JSON', kilobytes(size), budget(size <= 130 * KB, 'at most 130 KB')],
		...heaviest.map(([name, weight]): Line => [`    ${name}`, kilobytes(weight)]),
		[`    ${SHARED}`, kilobytes(shared)],
		['  Resolving parameters', milliseconds(times[node], 3)],
		['  times as long as Slack', toSlack.toFixed(2), budget(toSlack <= 1, 'at most 1')],
	];
});

const lines: Line[] = [
	...nodeLines,
	['All nodes'],
	['  Descriptions as JSON', kilobytes(bytes), budget(bytes <= 640 * KB, 'at most 640 KB')],
	['  Load, less empty nodes', milliseconds(load, 0), budget(load < 50, 'under 50 ms')],
	['    the same of the Slack node', milliseconds(loadOfSlack, 0)],
	['  Resolving, mean of the nodes', milliseconds(mean, 3)],
	['    in the Slack node', milliseconds(times.Slack, 3)],
	['    in one generated node', milliseconds(times.Generated, 3)],
	['  times as fast as generated', faster.toFixed(1), budget(faster >= 8, 'at least 8')],
	['  Generated: properties', String(theirs.properties)],
	['  Generated: description as JSON', kilobytes(theirs.bytes)],
];
console.log(table(['What', 'Result', 'Target'], lines));
