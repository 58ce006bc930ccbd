import type { IDataObject } from 'n8n-workflow';
import { blotted } from '../values/secrets';
import { shown } from '../values/shown';
import type { Applied } from './applyTenant';
import type { Exported } from './exportTenant';
import type { Planned } from './planStep';
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
			record: step.name || step.kind.noun,
			...(parent ? { in: parent.name } : {}),
			operation: (done ? DID : WILL)[became],
			changed: became === 'create' ? [] : (changed as unknown as IDataObject[]),
			notCompared,
			...(refusal
				? { message: clean(refusal.message), ...(refusal.advice ? { advice: refusal.advice } : {}) }
				: {}),
			...(returnsSecrets && did ? did.made : {}),
			...(id === undefined ? {} : { id }),
		};
	});
	const gone = surplus.map(({ kind, name, id }): Line => ({
		part: kind.part,
		record: name,
		operation: done ? 'removed' : 'remove',
		changed: [],
		notCompared: [],
		id,
	}));
	return [...lines, ...gone];
}

/** How many records there are of each operation. */
export function countsOf(lines: readonly Line[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { operation } of lines) counts[operation] = (counts[operation] ?? 0) + 1;
	return counts;
}

/** Characters of a text that a chat or a mail can show and a language model can read each time. */
const MOST_CHARACTERS = 2000;
/** Characters of a line: a forwarding rule has more than anybody reads. */
const LONGEST_LINE = 300;

const SIGNS: Readonly<Record<string, string>> = {
	...{ create: '+', created: '+', update: '~', updated: '~' },
	...{ remove: '-', removed: '-', cannot: '!' },
};

/**
 * Lines as one text, as many as can be shown; of the others it is said how many they are.
 *
 * @param head the first line
 */
function bounded(head: string, lines: readonly string[]): string {
	let left = MOST_CHARACTERS - head.length;
	const short = lines.map((line) =>
		line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1)}…` : line,
	);
	const hiddenFrom = short.findIndex((line) => (left -= line.length + 1) < 0);
	const shown = hiddenFrom < 0 ? short : short.slice(0, hiddenFrom);
	const hidden = lines.length - shown.length;
	return [head, ...shown, ...(hidden ? [`and ${hidden} more`] : [])].join('\n');
}

/**
 * The same as one text: a line for each record that is not as wanted. What cannot be and what goes
 * come first: they must not be among the lines that are left out.
 */
export function textOf(applied: Applied, lines: readonly Line[]): string {
	const { planned, done, secrets } = applied;
	const tenant = planned.find(({ step }) => step.kind.part === 'tenant');
	const counts = Object.entries(countsOf(lines)).map(([name, count]) => `${count} ${name}`);
	const told = (test: (each: Planned) => boolean) => planned.filter(test).map(toldOf);
	const gone = lines
		.filter(({ operation }) => operation === 'remove' || operation === 'removed')
		.map(({ part, record }) => `- ${part.replaceAll('_', ' ')} "${record}"`);
	const all = [
		`${tenant ? `Tenant "${String(tenant.step.body.domain)}"` : 'Tenant'}: ${counts.join(', ')}${done ? '' : ' (nothing was written)'}`,
		...told(({ became }) => became === 'cannot'),
		...gone,
		...told(({ became }) => became === 'create' || became === 'update'),
	];
	// Before it is cut: half a secret is none that would be found.
	const [head, ...clean] = blotted(all.join('\n'), new Set(secrets)).split('\n');
	return bounded(head, clean);
}

function toldOf({ step, became, changed, refusal }: Planned): string {
	const changes = changed.map(
		({ field, before, after }) => `${field} ${shown(before)} -> ${shown(after)}`,
	);
	const what = refusal?.message ?? (became === 'create' ? '' : changes.join(', '));
	return `${SIGNS[became]} ${titleOf(step)}${what ? `: ${what}` : ''}`;
}

/** What an export holds and what it leaves out, as one text. */
export function exportText({
	document,
	records,
	secrets,
	notExpressed,
	leftOut,
}: Exported): string {
	const { domain } = document.tenant as IDataObject;
	const counts = Object.entries(records).flatMap(([part, count]) =>
		count ? [`${count} ${part.replaceAll('_', ' ')}`] : [],
	);
	return bounded(`Tenant "${String(domain)}": ${counts.join(', ') || 'nothing but its settings'}`, [
		...(secrets.length
			? [`Without the secrets of ${secrets.map(({ part }) => part).join(', ')}`]
			: []),
		...(leftOut.length ? [`No document holds its ${leftOut.join(', ')}`] : []),
		...notExpressed.map(
			({ part, record, fields }) => `! ${part} "${record}": without ${fields.join(', ')}`,
		),
	]);
}
