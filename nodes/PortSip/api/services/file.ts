import { get, getMany, remove, resource } from '../define';

export const file = resource('file', 'File', '/files', [get(), getMany(), remove()], {
	description: 'Files that were uploaded, such as sounds and pictures',
});
