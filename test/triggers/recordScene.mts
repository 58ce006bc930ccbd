import { addressAt } from '../../simulator/generic/tables.mts';
import type { Simulator } from '../../simulator/server.mts';
import type { Rec } from '../../simulator/types.mts';
import { sampleTenant } from './scene.mts';

const START = Date.parse('2026-11-26T08:00:00Z');

/** A moment so many seconds after the beginning of a test's morning. */
export const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

/** The rows of a list of the sample tenant; without the two that the simulated PBX makes up. */
export function emptied(simulator: Simulator, list: string): Map<string, Rec> {
	const table = new Map<string, Rec>();
	simulator.state.resources.set(addressAt(list, String(sampleTenant(simulator).id)), table);
	return table;
}

/** Puts a record into a list of the sample tenant, as if the PBX had written it. */
export function writeRecord(simulator: Simulator, list: string, id: string, fields: Rec): void {
	const place = addressAt(list, String(sampleTenant(simulator).id));
	const table = simulator.state.resources.get(place) ?? emptied(simulator, list);
	table.set(id, { id, ...fields });
}

/** The record of a call that ended, or, with null, still goes on. */
export const writeCall = (
	simulator: Simulator,
	id: string,
	endedAt: string | null,
	more: Rec = {},
): void =>
	writeRecord(simulator, '/cdrs', id, {
		...{ caller: '33123456', callee: '1001', direction: 'INBOUND_CALL' },
		...{ started_at: at(-600), ended_at: endedAt, duration: 5, ...more },
	});
