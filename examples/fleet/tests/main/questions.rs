//! The questions on a small fleet: the same answers as plain loops, on any number of cores, in any memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, Int64Array, RecordBatch, StringArray};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::prelude::SessionContext;
use fleet::ask::{Answer, ask};
use fleet::memory;
use fleet::questions::{QUESTIONS, Question};
use fleet::tables::Sizes;
use fleet::{session, show, tables};
use imageref::registry::{RegistryInfo, Retired};
use imageref::tag::newest;
use imageref::{Document, Image, RawReference, Reference, Tag};
use imageref_layers::sharing::ImageSet;

use crate::strings;

/// Runs a future on this thread.
fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(future)
}

/// The rows of an answer.
fn query(context: &SessionContext, sql: &str) -> Vec<RecordBatch> {
    wait(async { context.sql(sql).await.expect(sql).collect().await.expect(sql) })
}

/// The tables of a small fleet.
fn folder(dictionary: bool) -> PathBuf {
    let sizes = Sizes { pods: 20_000, images: 400, dictionary };
    let folder = std::env::temp_dir().join("imageref-fleet-tests");
    tables::of(&folder, sizes, |_| ()).expect("tables")
}

fn context(threads: usize, memory: Option<usize>, dictionary: bool) -> SessionContext {
    let context = session::local(threads, memory::pool(memory)).expect("a session");
    wait(session::register_tables(&context, &folder(dictionary))).expect("tables");
    context
}

fn answer(context: &SessionContext, sql: &str) -> Answer {
    wait(ask(context, sql, usize::MAX, |_, _| ())).expect(sql)
}

fn table(context: &SessionContext, name: &str) -> String {
    let Answer { schema, batches, .. } = answer(context, Question::of(name).expect(name).sql);
    show::table(&schema, &batches).expect("a table")
}

/// The images of all pods.
fn pods(context: &SessionContext) -> Vec<Option<String>> {
    query(context, "SELECT image FROM pods")
        .iter()
        .flat_map(|batch| strings(batch.column(0)))
        .collect()
}

/// The values of an answer's column.
fn texts(answer: &Answer, column: usize) -> Vec<Option<String>> {
    answer.batches.iter().flat_map(|batch| strings(batch.column(column))).collect()
}

fn numbers(answer: &Answer, column: usize) -> Vec<i64> {
    let values =
        |batch: &RecordBatch| batch.column(column).as_primitive::<Int64Type>().values().to_vec();
    answer.batches.iter().flat_map(values).collect()
}

#[test]
fn the_same_on_every_number_of_cores_and_in_every_encoding() {
    let one = context(1, None, false);
    let others =
        [context(2, None, false), context(3, None, true), context(2, Some(64 << 20), false)];
    for question in QUESTIONS {
        let want = table(&one, question.name);
        assert!(want.lines().count() > 1, "{}: {want}", question.name);
        for other in &others {
            assert_eq!(table(other, question.name), want, "{}", question.name);
        }
    }
}

#[test]
fn unpinned_as_a_loop_counts() {
    let context = context(2, None, false);
    let mut want = BTreeMap::<String, (i64, i64, BTreeSet<String>)>::new();
    for image in pods(&context) {
        let raw = image.as_deref().and_then(|image| RawReference::parse(image).ok());
        let reference = image.as_deref().and_then(|image| Reference::parse(image).ok());
        let operator = match &reference {
            Some(reference) => RegistryInfo::of(reference.registry()).operator().as_str(),
            None => "(not a reference)",
        };
        let row = want.entry(operator.to_owned()).or_default();
        row.0 += 1;
        if let (Some(raw), Some(reference)) = (raw, reference)
            && raw.digest().is_none()
        {
            row.1 += 1;
            row.2.insert(reference.as_str().to_owned());
        }
    }
    let answer = answer(&context, Question::of("unpinned").expect("a question").sql);
    let rows = texts(&answer, 0).into_iter().flatten();
    let rows = rows.zip(numbers(&answer, 1)).zip(numbers(&answer, 2)).zip(numbers(&answer, 3));
    let got: BTreeMap<_, _> = rows
        .map(|(((operator, pods), unpinned), images)| (operator, (pods, unpinned, images)))
        .collect();
    let want: BTreeMap<_, _> = want
        .into_iter()
        .map(|(key, (pods, unpinned, set))| (key, (pods, unpinned, set.len() as i64)))
        .collect();
    assert_eq!(got, want);
    assert_eq!(got.values().map(|row| row.0).sum::<i64>(), 20_000);
}

#[test]
fn retired_and_mistakes_as_loops_count() {
    let context = context(2, None, false);
    let (mut retired, mut mistakes) = (0, 0);
    for image in pods(&context).into_iter().flatten() {
        match Reference::parse(&image) {
            Ok(image) => {
                retired += i64::from(Retired::of(image.registry(), image.repository()).is_some())
            }
            Err(_) => mistakes += 1,
        }
    }
    assert!(retired > 100 && mistakes > 50, "{retired} {mistakes}");
    let sum = |name, column| {
        let answer = answer(&context, Question::of(name).expect(name).sql);
        numbers(&answer, column).into_iter().sum::<i64>()
    };
    assert_eq!(sum("retired", 2), retired);
    assert_eq!(sum("mistakes", 1), mistakes);
}

#[test]
fn outdated_as_a_loop_counts() {
    let context = context(2, None, false);
    let released: Vec<_> = query(&context, "SELECT reference FROM images")
        .iter()
        .flat_map(|batch| strings(batch.column(0)))
        .map(|image| Reference::parse(&image.expect("a reference")).expect("a reference"))
        .collect();
    let mut running = BTreeMap::<(String, String), (i64, i64)>::new();
    for image in
        pods(&context).into_iter().flatten().filter_map(|image| Reference::parse(&image).ok())
    {
        let Some(tag) = image.tag() else { continue };
        let key = (image.name_str().to_owned(), tag.as_str().to_owned());
        running.entry(key).or_default().0 += 1;
    }
    for ((name, tag), (_, newer)) in &mut running {
        let tag = Tag::parse(tag).expect("a tag");
        let candidates = released.iter().filter(|image| image.name_str() == name);
        let candidates = candidates.filter_map(|image| newest(tag, [image.tag()?]));
        *newer = candidates.count() as i64;
    }
    running.retain(|_, (_, newer)| *newer > 0);
    let answer = answer(&context, Question::of("outdated").expect("a question").sql);
    let [names, tags] = [0, 1].map(|column| texts(&answer, column).into_iter().flatten());
    let figures = numbers(&answer, 3).into_iter().zip(numbers(&answer, 4));
    let got: BTreeMap<_, _> = names.zip(tags).zip(figures).collect();
    assert!(got.len() > 100, "{}", got.len());
    assert_eq!(got, running);
}

/// The layers of four images, whose documents are in another example.
#[test]
fn unique_bytes_as_the_crate_counts() {
    let names = ["deb-db", "deb-slim", "deb-tools", "deb-web"];
    let data =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../crates/layers/examples/share/data");
    let images: Vec<_> = names
        .iter()
        .map(|name| {
            let read = |file: &str| std::fs::read(data.join(name).join(file)).expect(file);
            let manifest = Document::from_bytes(read("manifest.json")).expect("a manifest");
            let config = Document::from_bytes(read("config.json")).expect("a config");
            Image::new(manifest, config).expect("an image")
        })
        .collect();
    let mut set = ImageSet::new();
    for (name, image) in names.iter().zip(&images) {
        set.insert(name, image).expect("another name");
    }

    let references: ArrayRef =
        Arc::new(names.iter().map(|name| Some(format!("a.b/{name}:1"))).collect::<StringArray>());
    let digests: ArrayRef = Arc::new(
        names.iter().map(|name| Some(format!("digest of {name}"))).collect::<StringArray>(),
    );
    let layers = || {
        names.iter().zip(&images).flat_map(|(name, image)| {
            image.layers().map(move |layer| (format!("digest of {name}"), layer))
        })
    };
    let image: ArrayRef = Arc::new(layers().map(|(image, _)| Some(image)).collect::<StringArray>());
    let digest: ArrayRef = Arc::new(
        layers()
            .map(|(_, layer)| Some(layer.descriptor().digest().to_string()))
            .collect::<StringArray>(),
    );
    let size: ArrayRef = Arc::new(
        layers().map(|(_, layer)| layer.descriptor().size() as i64).collect::<Int64Array>(),
    );
    let context = session::local(1, memory::pool(None)).expect("a session");
    let images = RecordBatch::try_from_iter([("reference", references), ("digest", digests)]);
    context.register_batch("images", images.expect("a table")).expect("a table");
    let layers = RecordBatch::try_from_iter([("image", image), ("digest", digest), ("size", size)]);
    context.register_batch("layers", layers.expect("a table")).expect("a table");

    let answer = answer(&context, Question::of("shared").expect("a question").sql);
    let [pulled, unique, shared] = [2, 5, 6].map(|column| numbers(&answer, column));
    assert_eq!(answer.rows, names.len());
    for (row, name) in texts(&answer, 0).into_iter().flatten().enumerate() {
        let member = set.get(name.strip_prefix("a.b/").expect("a name")).expect("a member");
        assert_eq!(pulled[row], member.compressed_size() as i64, "{name}");
        assert_eq!(unique[row], member.unique_compressed_size() as i64, "{name}");
        assert_eq!(shared[row], member.shared_compressed_size() as i64, "{name}");
    }
}

#[test]
fn what_does_not_fit_is_spilled_and_the_answer_is_the_same() {
    let sql = "SELECT count(*), max(images) FROM (\
               SELECT pod, count(DISTINCT image_normalize(image)) AS images FROM pods GROUP BY pod)";
    let spilled = |memory| {
        let answer = answer(&context(1, memory, false), sql);
        (show::table(&answer.schema, &answer.batches).expect("a table"), answer.spilled)
    };
    let (want, none) = spilled(None);
    let (got, some) = spilled(Some(8 << 20));
    assert_eq!(none, Default::default());
    assert!(some.files > 0 && some.bytes > 0 && some.rows > 0, "{some:?}");
    assert_eq!(got, want);
}
