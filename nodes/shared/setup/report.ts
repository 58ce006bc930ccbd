import type { IDataObject } from 'n8n-workflow';
import { blotted } from '../values/secrets';
import { shown } from '../values/shown';
import type { Applied } from './applyTenant';
import { titleOf } from './steps';

/** What became, or would become, of each record. */
export interface Line extends IDataObject {
	part: string;
	record: string;
	operation: string;
}

const WILL = {
	create: 'create',
	update: 'update',
	unchanged: 'unchanged',
	cannot: 'cannot',
} as const;
const DID = {
	create: 'created',
	update: 'updated',
	unchanged: 'unchanged',
	cannot: 'cannot',
} as const;

/**
 * One line for each record, in the order of the work. Secrets are in none of them, but for those
 * that were made up, where that is asked for.
 *
 * @param returnsSecrets whether what was made up is told
 */
export function linesOf(applied: Applied, returnsSecrets = false): Line[] {
	const { planned, done, surplus, secrets } = applied;
	const clean = (text: string) => blotted(text, new Set(secrets));
	const lines = planned.map((each): Line => {
		const { step, became, changed, notCompared, refusal, before, trunk } = each;
		const did = done?.get(each);
		const id = did?.id ?? before?.id ?? trunk?.trunkId;
		const { parent } = step;
		return {
			part: step.kind.part,
			record: step.name,
			...(parent ? { in: parent.name } : {}),
			operation: (done ? DID : WILL)[became],
			...(id === undefined ? {} : { id }),
			changed: became === 'create' ? [] : (changed as unknown as IDataObject[]),
			notCompared,
			...(refusal
				? { message: clean(refusal.message), ...(refusal.advice ? { advice: refusal.advice } : {}) }
				: {}),
			...(returnsSecrets && did ? did.made : {}),
		};
	});
	const gone = surplus.map(({ kind, name, id }): Line => ({
		part: kind.part,
		record: name,
		operation: done ? 'removed' : 'remove',
		id,
		changed: [],
		notCompared: [],
	}));
	return [...lines, ...gone];
}

/** How many records there are of each operation. */
export function countsOf(lines: readonly Line[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { operation } of lines) counts[operation] = (counts[operation] ?? 0) + 1;
	return counts;
}

/** Lines of a text that a chat or a mail can show. */
const SHOWN = 200;

const SIGNS: Readonly<Record<string, string>> = {
	...{ create: '+', created: '+', update: '~', updated: '~' },
	...{ remove: '-', removed: '-', cannot: '!' },
};

/** The same as one text: a line for each record that is not as wanted. */
export function textOf(applied: Applied, lines: readonly Line[]): string {
	const { planned, done, secrets } = applied;
	const tenant = planned.find(({ step }) => step.kind.part === 'tenant');
	const counts = Object.entries(countsOf(lines)).map(([name, count]) => `${count} ${name}`);
	const told = planned.flatMap(({ step, became, changed, refusal }) => {
		if (became === 'unchanged') return [];
		const what =
			refusal?.message ??
			(became === 'create'
				? ''
				: changed
						.map(({ field, before, after }) => `${field} ${shown(before)} -> ${shown(after)}`)
						.join(', '));
		return [`${SIGNS[became]} ${titleOf(step)}${what ? `: ${what}` : ''}`];
	});
	const gone = lines
		.filter(({ operation }) => operation === 'remove' || operation === 'removed')
		.map(({ part, record }) => `- ${part.replaceAll('_', ' ')} "${record}"`);
	const all = [...told, ...gone];
	const hidden = all.length - SHOWN;
	const text = [
		`${tenant ? `Tenant "${String(tenant.step.body.domain)}"` : 'Tenant'}: ${counts.join(', ')}${done ? '' : ' (nothing was written)'}`,
		...all.slice(0, SHOWN),
		...(hidden > 0 ? [`and ${hidden} more`] : []),
	].join('\n');
	return blotted(text, new Set(secrets));
}
