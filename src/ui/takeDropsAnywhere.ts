import { predictFile } from '../store/live.ts';
import { goTo, useNavigation } from '../store/navigation.ts';
import { notify } from '../store/notices.ts';
import { addFiles } from '../store/reading.ts';
import { filesFromDrop } from './components/filesFromDrop.ts';

/**
 * Files may be dropped anywhere, on any stage: corpora and models go to the dataset's door, a single recording dropped
 * on Live is predicted. Returns what ends it.
 */
export function takeDropsAnywhere(): () => void {
  const allow = (event: DragEvent) => {
    if (!event.defaultPrevented && event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  const take = async (event: DragEvent) => {
    // A drop zone that took it has prevented the default.
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    const files = await filesFromDrop(event.dataTransfer, (path, reason) =>
      notify('warning', `“${path}” could not be opened.`, reason),
    );
    const [first] = files;
    if (!first) return;
    if (useNavigation.getState().stage === 'live' && files.length === 1 && !/\.zip$/i.test(first.path)) {
      await predictFile(first.file);
      return;
    }
    if (!files.every(({ path }) => /\.zip$/i.test(path))) goTo('data');
    await addFiles(files);
  };
  const onDrop = (event: DragEvent) => void take(event);
  document.addEventListener('dragover', allow);
  document.addEventListener('drop', onDrop);
  return () => {
    document.removeEventListener('dragover', allow);
    document.removeEventListener('drop', onDrop);
  };
}
