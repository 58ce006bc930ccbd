import { planning } from './bench/plans.mts';
import { table, type Line } from './bench/table.mts';

/**
 * Prints how long the checks of a thousand items take, next to those of an earlier commit: that
 * before the last one, unless another one is named.
 */
const commit = process.argv[2] ?? 'HEAD~1';
const times = await planning(commit);
const sum = (which: 'now' | 'then') => times.reduce((total, each) => total + each[which], 0);
const milliseconds = (time: number) => `${time.toFixed(1)} ms`;
const lines = [...times, { name: 'All', now: sum('now'), then: sum('then') }].map(
	({ name, now, then }): Line => {
		const ratio = now / then;
		return [
			name,
			`${milliseconds(now)}, before ${milliseconds(then)}`,
			`${ratio.toFixed(2)} times as long, at most 1.2: ${ratio <= 1.2 ? 'kept' : 'NOT KEPT'}`,
		];
	},
);
console.log(table(['1,000 items of', 'Result', 'Target'], lines));
