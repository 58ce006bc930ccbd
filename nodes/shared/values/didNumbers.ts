import { InputRefused } from './inputRefused';

/** A number or range of a DID list; a single number begins and ends with itself. */
interface Range {
	text: string;
	digits: number;
	from: bigint;
	to: bigint;
}

const FORM =
	'Write numbers and ranges joined by semicolons, such as 442071230000-442071230099;442071231500, without + and without a leading 0.';

/**
 * Checks a DID list before it is sent (guide: DID pool): digits only, no leading `+` or `0`,
 * ranges upwards between numbers of equal length, no number twice.
 *
 * @param list numbers and `a-b` ranges joined by semicolons; spaces do not count
 * @param label name of the field, for the message
 * @returns the list without spaces and empty entries
 * @throws InputRefused naming the entry
 */
export function checkedDidNumbers(list: string, label: string): string {
	const entries = list
		.split(';')
		.map((entry) => entry.replace(/\s+/g, ''))
		.filter((entry) => entry !== '');
	if (entries.length === 0) throw new InputRefused(`"${label}" has no number in it`, FORM);
	const ranges = entries.map((entry) => rangeOf(entry, label));
	refuseOverlap(ranges, label);
	return entries.join(';');
}

function rangeOf(text: string, label: string): Range {
	const match = /^(\d+)(?:-(\d+))?$/.exec(text);
	if (/(^|-)\+/.test(text))
		throw new InputRefused(`"${label}": the entry "${text}" has a + in front`, FORM);
	if (!match) {
		throw new InputRefused(`"${label}": the entry "${text}" is neither a number nor a range`, FORM);
	}
	const [, first, last = first] = match;
	if (first.startsWith('0') || last.startsWith('0')) {
		throw new InputRefused(`"${label}": the entry "${text}" begins with 0`, FORM);
	}
	if (first.length !== last.length) {
		throw new InputRefused(
			`"${label}": the two ends of the range "${text}" have different numbers of digits`,
			FORM,
		);
	}
	const range = { text, digits: first.length, from: BigInt(first), to: BigInt(last) };
	if (range.from > range.to) {
		throw new InputRefused(
			`"${label}": the range "${text}" runs backwards`,
			`Write the smaller number first: ${last}-${first}.`,
		);
	}
	return range;
}

/** Sorted by length and start, only neighbours can overlap. */
function refuseOverlap(ranges: readonly Range[], label: string): void {
	const sorted = [...ranges].sort(
		(a, b) => a.digits - b.digits || (a.from < b.from ? -1 : a.from > b.from ? 1 : 0),
	);
	for (let index = 1; index < sorted.length; index++) {
		const [before, after] = [sorted[index - 1], sorted[index]];
		if (before.digits === after.digits && after.from <= before.to) {
			throw new InputRefused(
				`"${label}": the entries "${before.text}" and "${after.text}" overlap at ${after.from}`,
				'Each number may stand in the list once.',
			);
		}
	}
}
