import type { Rec } from '../types.mts';

function cell(value: unknown): string {
	const text = String(value ?? '');
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Writes records as CSV with a head line; lines end with CR LF. */
export function toCsv(columns: string[], records: Rec[]): string {
	const rows = records.map((record) => columns.map((column) => cell(record[column])));
	return [columns, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
