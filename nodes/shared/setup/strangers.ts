import { difference, type NumberSet } from '../numbers/numberSet';
import { numbersIn, poolOf } from '../numbers/pool';
import { InputRefused } from '../values/inputRefused';
import { kindOf } from './kinds';
import { titleOf, type Step } from './steps';
import type { Work } from './work';

/** Parts whose records can belong to a group or answer its calls. */
const PEOPLE = ['extensions', 'hot_desks'];

/**
 * Refuses a record that names somebody who is neither on the PBX nor in the document, or a number
 * that the tenant does not have: the PBX would say so, but only half-way.
 *
 * @throws InputRefused, CallFailed
 */
export async function refuseStrangers(work: Work, step: Step): Promise<void> {
	await refuseUnknownPeople(work, step);
	await refuseUnknownRole(work, step);
	refuseOthersNumber(work, step);
}

async function refuseUnknownPeople(work: Work, step: Step): Promise<void> {
	for (const { field, key } of step.kind.members ?? []) {
		if (key !== 'extension_number') continue;
		for (const entry of step.members.get(field) ?? []) {
			const number = String(entry.extension_number);
			if (await isThere(work, PEOPLE, number)) continue;
			throw new InputRefused(
				`"${field}" of the ${titleOf(step)} names ${number}, which is no extension of the PBX or the document`,
				'Check the number, or add the extension to the document.',
			);
		}
	}
}

/** Which roles a new tenant has by itself only the PBX knows. */
async function refuseUnknownRole(work: Work, step: Step): Promise<void> {
	const { role } = step.body;
	if (step.kind.part !== 'extensions' || typeof role !== 'string') return;
	if (work.tenantId === undefined || (await isThere(work, ['roles'], role))) return;
	throw new InputRefused(
		`The ${titleOf(step)} has the role "${role}", which is neither on the PBX nor in the document`,
		'Check the spelling, or add the role to the document.',
	);
}

async function isThere(work: Work, parts: readonly string[], name: string): Promise<boolean> {
	if (parts.some((part) => work.isInDocument(part, name))) return true;
	for (const part of parts) {
		if ((await work.lists.all(kindOf(part))).has(name.trim().toLowerCase())) return true;
	}
	return false;
}

/** A rule on a trunk of the PBX takes numbers that the tenant has of it. */
function refuseOthersNumber({ pools }: Work, step: Step): void {
	const { trunk, did_numbers: numbers } = step.body;
	const pool: NumberSet = pools.get(String(trunk).trim().toLowerCase()) ?? [];
	if (step.kind.part !== 'inbound_rules' || !pool.length) return;
	const others = difference(numbersIn(String(numbers ?? '')), pool);
	if (!others.length) return;
	throw new InputRefused(
		`The ${titleOf(step)} is for ${poolOf(others)}, which the tenant does not have on the trunk "${String(trunk)}"`,
		'Add the number to "did_numbers" of the trunk, or take it out of the rule.',
	);
}
