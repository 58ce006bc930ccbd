import { resources } from '../nodes/shared/api/index.ts';
import { generated } from './bench/generated.mts';
import { loadTimes } from './bench/loadTime.mts';
import { resolution } from './bench/resolution.mts';
import { SHARED, sizes } from './bench/sizes.mts';
import { BUILT, portSip, slack, SLACK_NODE } from './bench/subjects.mts';
import { table, type Line } from './bench/table.mts';

/**
 * Prints how large and how fast the built node is, next to its budgets. Times depend on the
 * machine, so none of them makes this fail; sizes are asserted by the tests.
 */
const subjects = [portSip(), slack(), generated()];
const [own, , theirs] = subjects.map(({ description }) => sizes(description.properties));
const times = resolution(subjects);
const [load, loadOfSlack] = loadTimes([BUILT, SLACK_NODE]);

const KB = 1024;
const kilobytes = (bytes: number) => `${(bytes / KB).toFixed(1)} KB`;
const milliseconds = (time: number, digits: number) => `${time.toFixed(digits)} ms`;
const budget = (kept: boolean, words: string) => `${words}: ${kept ? 'kept' : 'NOT KEPT'}`;
const toSlack = times.PortSIP / times.Slack;
const faster = times.Generated / times.PortSIP;
const heaviest = own.byResource.filter(([name]) => name !== SHARED).slice(0, 10);
const shared = own.byResource.find(([name]) => name === SHARED)?.[1] ?? 0;

const lines: Line[] = [
	['Resources', String(resources.length)],
	['Operations', String(resources.flatMap(({ operations }) => operations).length)],
	['Properties', String(own.properties), budget(own.properties <= 1000, 'at most 1000')],
	['Description as JSON', kilobytes(own.bytes), budget(own.bytes <= 600 * KB, 'at most 600 KB')],
	...heaviest.map(([name, bytes]): Line => [`  ${name}`, kilobytes(bytes)]),
	[`  ${SHARED}`, kilobytes(shared)],
	['Load, less an empty node', milliseconds(load, 0), budget(load < 50, 'under 50 ms')],
	['  the same of the Slack node', milliseconds(loadOfSlack, 0)],
	['Resolving parameters', milliseconds(times.PortSIP, 2)],
	['  the same in the Slack node', milliseconds(times.Slack, 2)],
	['  times as long as Slack', toSlack.toFixed(1), budget(toSlack <= 6, 'at most 6')],
	['  the same in a generated node', milliseconds(times.Generated, 2)],
	['  times as fast as generated', faster.toFixed(1), budget(faster >= 8, 'at least 8')],
	['Generated: properties', String(theirs.properties)],
	['Generated: description as JSON', kilobytes(theirs.bytes)],
];
console.log(table(['What', 'Result', 'Target'], lines));
