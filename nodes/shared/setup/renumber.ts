import type { IDataObject } from 'n8n-workflow';
import { sizeOf, type NumberSet } from '../numbers/numberSet';
import { numbersIn, poolOf } from '../numbers/pool';
import { isRecord } from '../values/isRecord';

/** Which number takes the place of which: the first of the old ones that of the first new one. */
export class Renumbering {
	private readonly old: NumberSet;
	private readonly now: NumberSet;

	/** Both as pools write them. */
	constructor(old: string, now: string) {
		this.old = numbersIn(old);
		this.now = numbersIn(now);
	}

	/** The number in place of another; undefined where there is none. */
	of(number: bigint): bigint | undefined {
		let before = 0n;
		const stretch = this.old.find(({ from, to }) => {
			if (number >= from && number <= to) return true;
			before += to - from + 1n;
			return false;
		});
		return stretch && this.at(before + number - stretch.from);
	}

	private at(index: bigint): bigint | undefined {
		let left = index;
		for (const { from, to } of this.now) {
			if (left <= to - from) return from + left;
			left -= to - from + 1n;
		}
		return undefined;
	}

	/** The numbers in place of those of a rule, in a row as they were; undefined where that cannot be. */
	ofRule(numbers: string): string | undefined {
		const set = numbersIn(numbers);
		if (set.length !== 1) return undefined;
		const [{ from, to }] = set;
		const [first, last] = [this.of(from), this.of(to)];
		if (first === undefined || last === undefined || last - first !== to - from) return undefined;
		const stretch = [{ from: first, to: last }];
		const all = sizeOf(numbersIn(poolOf(this.now)));
		return all > 0n && this.isWhole(first, last) ? poolOf(stretch) : undefined;
	}

	/** All numbers between two are among the new ones. */
	private isWhole(first: bigint, last: bigint): boolean {
		return this.now.some(({ from, to }) => first >= from && last <= to);
	}
}

/** Fields that hold a number to show. */
const SHOWN = new Set(['caller_id', 'outbound_caller_id']);

/**
 * A part of a document for another customer: the trunk by its new name, and numbers to show that
 * are the new customer's. An entry of a list whose number has no place goes.
 *
 * @param trunks names of the old trunks
 * @param trunk name of the new one; undefined where there is none
 */
export function forAnother(
	value: unknown,
	numbers: Renumbering,
	trunks: ReadonlySet<string>,
	trunk: string | undefined,
): unknown {
	if (Array.isArray(value)) {
		return value
			.map((each) => forAnother(each, numbers, trunks, trunk))
			.filter((each) => each !== undefined);
	}
	if (!isRecord(value)) return value;
	const result: IDataObject = {};
	for (const [name, each] of Object.entries(value)) {
		if (name === 'trunk' && trunks.has(String(each))) {
			if (trunk === undefined) return undefined;
			result.trunk = trunk;
		} else if (SHOWN.has(name) && /^\d+$/.test(String(each))) {
			const shown = numbers.of(BigInt(String(each)));
			if (shown !== undefined) result[name] = String(shown);
			else if (name === 'caller_id') return undefined;
		} else {
			const part = forAnother(each, numbers, trunks, trunk);
			if (part !== undefined) result[name] = part as IDataObject;
		}
	}
	return result;
}
