import { median } from '../../../scripts/bench/median.mts';
import { table, type Line } from '../../../scripts/bench/table.mts';
import type { Measured } from './measure.mts';
import { SLACK, SUBJECTS } from './subjects.mts';

/** What was measured of a node, round by round. */
export type Rounds = Readonly<Record<string, readonly Measured[]>>;

/** Until the panel of actions is whole. */
const MOST_PANEL_MS = 1500;

/** What a ratio to Slack may differ by between runs that measure the same. */
const NOISE = 1.1;

const HEAD = ['', 'Median', 'Range', 'To Slack', 'Target'];

/** [what, key, whether Slack is the budget] */
const TIMES: ReadonlyArray<readonly [string, keyof Measured, boolean]> = [
	['  Panel, first actions', 'panelFirst', false],
	['  Panel, whole', 'panelWhole', false],
	['  Opening the node', 'opening', true],
	['  A key typed in a field', 'typing', true],
	['  The slowest of these keys', 'slowestKey', false],
	['  Closing the node', 'closing', false],
	['  Tasks over 50 ms, in all', 'blocked', false],
];

/** @param sizes of the descriptions, in bytes, by title */
export function print(rounds: Rounds, sizes: Readonly<Record<string, number>>): void {
	const lines = SUBJECTS.flatMap(({ title }): Line[] => {
		const own = rounds[title];
		const size = sizes[title];
		return [
			[title],
			...TIMES.map((time) => timeLine(time, own, rounds[SLACK], title.startsWith('PortSIP'))),
			['  Actions', String(own[0].actions), '', ratio(own[0].actions / rounds[SLACK][0].actions)],
			['  Description', `${(size / 1024).toFixed(0)} KB`, '', ratio(size / sizes[SLACK])],
		];
	});
	console.log(table(HEAD, lines));
}

function timeLine(
	[what, key, againstSlack]: (typeof TIMES)[number],
	own: readonly Measured[],
	slack: readonly Measured[],
	isOurs: boolean,
): Line {
	const values = own.map((each) => each[key]);
	const [middle, theirs] = [median(values), median(slack.map((each) => each[key]))];
	const target = () => {
		if (key === 'panelWhole') return kept(middle <= MOST_PANEL_MS, 'at most 1.5 s');
		return againstSlack ? kept(middle <= theirs * NOISE, 'no slower than Slack') : '';
	};
	const digits = key === 'typing' ? 1 : 0;
	const range = [Math.min(...values), Math.max(...values)].map((each) => each.toFixed(digits));
	return [
		what,
		`${middle.toFixed(digits)} ms`,
		range.join('-'),
		theirs ? ratio(middle / theirs) : '',
		isOurs ? target() : '',
	];
}

const ratio = (value: number): string => value.toFixed(2);
const kept = (isKept: boolean, words: string): string =>
	`${words}: ${isKept ? 'kept' : 'NOT KEPT'}`;
