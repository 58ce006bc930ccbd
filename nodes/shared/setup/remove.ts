import type { IDataObject } from 'n8n-workflow';
import { removeRecord } from '../records/remove';
import { InputRefused } from '../values/inputRefused';
import { removalOf, stageOf, type Kind } from './kinds';
import { nameOf } from './references';
import type { Step } from './steps';
import type { Work } from './work';

/** A record of the PBX that the document does not have. */
export interface Surplus {
	kind: Kind;
	name: string;
	id: string;
}

/**
 * The records of the tenant, of the parts that the document has, that do not stand in it, those
 * first that others need last. Tenants, dealers and trunks of the PBX are never among them.
 *
 * @throws InputRefused where there are more than may be removed
 */
export async function surplusOf(
	work: Work,
	steps: readonly Step[],
	kinds: readonly Kind[],
	most: number,
): Promise<Surplus[]> {
	const surplus: Surplus[] = [];
	const parts = kinds.filter(({ home, within, single }) => !home && !within && !single);
	await work.lists.learn(['own_trunks', 'trunks', 'ring_groups', 'holidays']);
	for (const kind of [...parts].sort((one, other) => stageOf(other) - stageOf(one))) {
		const named = new Set(
			steps.filter((step) => step.kind === kind).map(({ name }) => name.trim().toLowerCase()),
		);
		for (const row of await work.lists.rows(kind)) {
			const name = nameOf(kind.part, work.lists.keyed(row));
			if (!named.has(name.toLowerCase())) {
				surplus.push({ kind, name, id: String((row as IDataObject).id ?? row.name) });
			}
		}
	}
	if (surplus.length <= most) return surplus;
	const shown = surplus.slice(0, 10).map(({ kind, name }) => `${kind.noun} "${name}"`);
	throw new InputRefused(
		`${surplus.length} records are not in the document and would be removed, but Remove at Most is ${most}: ${shown.join(', ')}${surplus.length > shown.length ? ' and more' : ''}`,
		'Nothing was written. Look at them with Compare, and raise Remove at Most if all of them shall go.',
	);
}

/**
 * Deletes a record.
 *
 * @throws CallFailed
 */
export async function removeSurplus(work: Work, { kind, id }: Surplus): Promise<void> {
	const removal = removalOf(kind);
	const brace = removal.pathFields.at(-1)?.name ?? 'id';
	await removeRecord(work.sessionOf(kind), removal, { [brace]: id });
}
