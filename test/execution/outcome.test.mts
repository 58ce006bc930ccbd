import {
	othersIn,
	outcomeOf,
	rangesOf,
	type Outcome,
} from '../../nodes/shared/execution/outcome.ts';
import { InputRefused } from '../../nodes/shared/values/inputRefused.ts';
import { CallFailed } from '../../pbx/failures.ts';

const words = { message: 'so it is', advice: 'do that' };
const done: Outcome = { became: 'done', items: [] };
const notRun: Outcome = { became: 'not run' };
const unknown = outcomeOf(new CallFailed({ kind: 'unanswered', sent: true, ...words }, true));
const failed = outcomeOf(new CallFailed({ kind: 'answered', status: 409, ...words }));
const refused = outcomeOf(new InputRefused('no'));

test('what was thrown says what became of the item', () => {
	expect(unknown.became).toBe('unknown');
	expect(failed.became).toBe('failed');
	expect(refused.became).toBe('refused');
	expect(outcomeOf(new CallFailed({ kind: 'stopped', ...words })).became).toBe('not run');
	expect(outcomeOf(new Error('nobody foresaw it')).became).toBe('failed');
});

test('the message is made from the outcomes of all others', () => {
	const outcomes = [done, done, done, done, done, done, done, failed, unknown, done, failed];
	const rest = Array.from({ length: 9 }, () => notRun);
	expect(othersIn([...outcomes, refused, ...rest], 7)).toBe(
		'Items 0 to 6 and 9 were done. Item 11 was refused, too. Item 10 failed, too. ' +
			'What became of item 8 is not known: look on the PBX. Items 12 to 20 were not run. Items are counted from 0.',
	);
});

test('one item alone has no others', () => {
	expect(othersIn([failed], 0)).toBeUndefined();
});

test.each([
	[[3], '3'],
	[[3, 4], '3 and 4'],
	[[3, 4, 5], '3 to 5'],
	[[0, 2, 4], '0, 2 and 4'],
	[[0, 1, 2, 7, 9, 10, 11], '0 to 2, 7 and 9 to 11'],
	[Array.from({ length: 20 }, (_, index) => index * 2), '0, 2, 4, 6, 8, 10, 12, 14 and 12 more'],
])('indexes %j read "%s"', (indexes, text) => {
	expect(rangesOf(indexes)).toBe(text);
});
