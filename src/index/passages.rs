use std::collections::{BTreeSet, HashSet};
use std::convert::Infallible;
use std::sync::PoisonError;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{EnableScoring, PhraseQuery, Query};
use tantivy::schema::Field;
use tantivy::{DocAddress, DocId, SegmentReader, TERMINATED, Term};

use super::analysis::analysed;
use super::generation::{Generation, count};
use super::occurrences::{Places, counted};
use super::{IndexError, Snapshot};

/// What to look for in passages.
#[derive(Debug, Clone, Copy, Default)]
pub struct PassageQuery<'a> {
    /// Words or whole sentences in any language; stop words in them do not count.
    pub words: &'a [WeightedWord],
    /// Words that count once more where they follow each other in the passage.
    pub phrases: &'a [WeightedWord],
    /// Confines the search to these documents.
    pub documents: Option<&'a [String]>,
    /// How many at most.
    pub limit: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct WeightedWord {
    pub text: String,
    /// 1 for a plain word of the question.
    pub weight: f32,
}

/// A passage that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct PassageHit {
    /// Path of its document.
    pub document: String,
    /// Which of the document's passages.
    pub passage: usize,
    /// Comparable within one search only.
    pub score: f32,
    /// Verbatim.
    pub text: String,
}

/// A question's further words say little and cost as much as the first.
const MOST_TERMS: usize = 32;

/// BM25's saturation of repeated words.
const SATURATION: f32 = 1.2;

/// How much a word counts by where it stands, and how much the length of that place takes off.
const WEIGHTS: [(f32, f32); PLACES] = [(1.0, 0.6), (0.8, 0.3), (0.5, 0.3), (0.6, 0.3)];

/// Body, heading path, title, names.
const PLACES: usize = 4;

impl Snapshot {
    /// The passages that fit best, best first; equal ones by document path and place.
    ///
    /// The score is BM25F over body, headings, title and the entities spoken of. It counts living passages alone, so
    /// that neither the order of indexing nor what was deleted changes an answer.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn passages(&self, query: &PassageQuery<'_>) -> Result<Vec<PassageHit>, IndexError> {
        self.best(query)?.into_iter().map(|found| self.hit(found)).collect()
    }

    /// Where the same passages stand: path of the document and place in it.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn passage_places(&self, query: &PassageQuery<'_>) -> Result<Vec<(&str, usize)>, IndexError> {
        self.best(query)?.into_iter().map(|found| Ok((self.path(found.rank)?, found.place))).collect()
    }

    fn best(&self, query: &PassageQuery<'_>) -> Result<Vec<Found>, IndexError> {
        let generation = &self.0;
        let scores = Scores::of(generation, query).map_err(|error| generation.damaged(error))?;
        let documents = query.documents.map(|paths| self.ranks(paths));
        Ok(scores.best(documents.as_ref(), query.limit))
    }

    fn path(&self, rank: usize) -> Result<&str, IndexError> {
        let document = self.0.documents.get(rank).map(|entry| entry.path.as_str());
        document.ok_or_else(|| self.0.damaged("a passage has no document"))
    }

    /// How many passages hold a word in their text; of a Chinese word that is several, the rarest counts.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn frequency(&self, word: &str) -> Result<usize, IndexError> {
        let body = self.0.fields.body;
        let terms = analysed(word).into_iter().map(|(_, term)| Term::from_field_text(body, &term));
        let counts: tantivy::Result<Vec<usize>> = terms.map(|term| count(&self.0, &term)).collect();
        Ok(counts.map_err(|error| self.0.damaged(error))?.into_iter().min().unwrap_or(0))
    }

    /// How many passages hold a stem, see [`super::stems`].
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn stem_frequency(&self, stem: &str) -> Result<usize, IndexError> {
        let term = Term::from_field_text(self.0.fields.body, stem);
        count(&self.0, &term).map_err(|error| self.0.damaged(error))
    }

    /// Whether a stem stands anywhere: in a passage, a heading or a title.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn has_stem(&self, stem: &str) -> Result<bool, IndexError> {
        for field in fields(&self.0) {
            let term = Term::from_field_text(field, stem);
            if count(&self.0, &term).map_err(|error| self.0.damaged(error))? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn hit(&self, found: Found) -> Result<PassageHit, IndexError> {
        let text = self.0.stored(found.address, |text| Ok::<_, Infallible>(text.to_owned()))?;
        let document = self.path(found.rank)?.to_owned();
        Ok(PassageHit { document, passage: found.place, score: found.score, text })
    }
}

/// How long passages are, for each place a word can stand in.
pub(super) struct Lengths {
    /// What one occurrence counts, by place and the length's code.
    occurrence: Vec<[f32; 256]>,
    /// By segment and place.
    norms: Vec<Vec<FieldNormReader>>,
}

impl Lengths {
    fn of(generation: &Generation) -> tantivy::Result<Self> {
        let segments = generation.searcher.segment_readers();
        let norms_of = |segment: &SegmentReader| {
            fields(generation).into_iter().map(|field| segment.get_fieldnorms_reader(field)).collect()
        };
        let norms: Vec<Vec<FieldNormReader>> =
            segments.iter().map(norms_of).collect::<tantivy::Result<_>>()?;
        let mut totals = [0u64; PLACES];
        for (at, (segment, norms)) in segments.iter().zip(&norms).enumerate() {
            for entry in segment.doc_ids_alive().filter(|entry| generation.shows(at, *entry)) {
                for (total, norms) in totals.iter_mut().zip(norms) {
                    *total += u64::from(norms.fieldnorm(entry));
                }
            }
        }
        let passages = generation.state.passages.max(1) as f32;
        let occurrence = totals.iter().zip(WEIGHTS).map(|(total, (weight, flatness))| {
            let average = (*total as f32 / passages).max(1.0);
            std::array::from_fn(|code| {
                let code = u8::try_from(code).unwrap_or(u8::MAX);
                let length = FieldNormReader::id_to_fieldnorm(code) as f32;
                weight / (1.0 - flatness + flatness * length / average)
            })
        });
        Ok(Self { occurrence: occurrence.collect(), norms })
    }

    /// What an occurrence in this place of an entry counts.
    pub(super) fn occurrence(&self, segment: usize, place: usize, entry: DocId) -> f32 {
        self.occurrence[place][usize::from(self.norms[segment][place].fieldnorm_id(entry))]
    }
}

pub(super) fn fields(generation: &Generation) -> [Field; PLACES] {
    let fields = &generation.fields;
    [fields.body, fields.heading, fields.title, fields.names]
}

/// The scores of all passages that hold any of the words.
struct Scores<'a> {
    generation: &'a Generation,
    segments: Vec<SegmentScores>,
}

pub(super) struct SegmentScores {
    /// By the number of a passage; 0 for those not found.
    scores: Vec<f32>,
    found: Vec<u32>,
}

struct Found {
    score: f32,
    rank: usize,
    place: usize,
    address: DocAddress,
}

impl<'a> Scores<'a> {
    fn of(generation: &'a Generation, query: &PassageQuery<'_>) -> tantivy::Result<Self> {
        let lengths = match generation.lengths.get() {
            Some(lengths) => lengths,
            None => {
                let lengths = Lengths::of(generation)?;
                generation.lengths.get_or_init(|| lengths)
            }
        };
        let left = generation.room.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let passages = generation.passages.iter();
        let segments =
            left.unwrap_or_else(|| passages.map(|passages| SegmentScores::new(passages.len())).collect());
        let mut scores = Self { generation, segments };
        for (term, weight) in terms(query.words) {
            let places = generation.places_of(&term, lengths)?;
            scores.add(&places, weight);
        }
        for phrase in query.phrases {
            scores.add(&phrase_places(generation, phrase)?, phrase.weight);
        }
        Ok(scores)
    }

    /// Adds what a term counts: the rarer it is, the more.
    fn add(&mut self, places: &Places, weight: f32) {
        let found: usize = places.iter().map(Vec::len).sum();
        let passages = self.generation.state.passages.max(found) as f32;
        let found = found as f32;
        let rarity = (1.0 + (passages - found + 0.5) / (found + 0.5)).ln();
        for (segment, places) in self.segments.iter_mut().zip(places) {
            segment.add(places, weight * rarity);
        }
    }

    fn best(&self, documents: Option<&BTreeSet<usize>>, limit: usize) -> Vec<Found> {
        let mut scored: Vec<(f32, DocAddress)> = Vec::new();
        let (mut least, mut full) = (0.0, limit.saturating_mul(8));
        for ((segment, scores), passages) in (0..).zip(&self.segments).zip(&self.generation.passages) {
            for number in &scores.found {
                let score = scores.scores[*number as usize];
                let address = DocAddress::new(segment, passages[*number as usize]);
                let wanted = || documents.is_none_or(|documents| documents.contains(&self.place(address).0));
                if score >= least && wanted() {
                    scored.push((score, address));
                }
                // Where an entry stands is looked up only for those that can be among the best.
                if limit > 0 && scored.len() >= full {
                    least = keep_best(&mut scored, limit);
                    full = full.max(scored.len() * 2);
                }
            }
        }
        if limit > 0 && scored.len() > limit {
            keep_best(&mut scored, limit);
        }
        let mut found: Vec<Found> = scored
            .into_iter()
            .map(|(score, address)| {
                let (rank, place) = self.place(address);
                Found { score, rank, place, address }
            })
            .collect();
        found.sort_unstable_by(|one, other| {
            other.score.total_cmp(&one.score).then((one.rank, one.place).cmp(&(other.rank, other.place)))
        });
        found.truncate(limit);
        found
    }

    fn place(&self, entry: DocAddress) -> (usize, usize) {
        self.generation.places[entry.segment_ord as usize].of(entry.doc_id)
    }
}

impl Drop for Scores<'_> {
    /// Leaves its room to the next search.
    fn drop(&mut self) {
        let mut segments = std::mem::take(&mut self.segments);
        segments.iter_mut().for_each(SegmentScores::clear);
        self.generation.room.lock().unwrap_or_else(PoisonError::into_inner).push(segments);
    }
}

/// Drops what is not among the best so many, but for equals of the last; returns that one's score.
fn keep_best(scored: &mut Vec<(f32, DocAddress)>, limit: usize) -> f32 {
    let (_, (least, _), _) = scored.select_nth_unstable_by(limit - 1, |one, other| other.0.total_cmp(&one.0));
    let least = *least;
    scored.retain(|(score, _)| *score >= least);
    least
}

fn phrase_places(generation: &Generation, phrase: &WeightedWord) -> tantivy::Result<Places> {
    let body = generation.fields.body;
    let words = analysed(&phrase.text).into_iter();
    let terms: Vec<(usize, Term)> =
        words.map(|(position, word)| (position, Term::from_field_text(body, &word))).collect();
    if terms.len() < 2 {
        return Ok(Vec::new());
    }
    let query = PhraseQuery::new_with_offset(terms);
    let searcher = &generation.searcher;
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let segments = searcher.segment_readers().iter().zip(&generation.passages);
    let places = segments.map(|(reader, passages)| {
        let mut found = weight.scorer(reader, 1.0)?;
        let mut places = Vec::new();
        while found.doc() != TERMINATED {
            if !reader.is_deleted(found.doc()) {
                places.push((found.doc(), 1.0));
            }
            found.advance();
        }
        Ok(counted(places, passages))
    });
    places.collect()
}

impl SegmentScores {
    fn new(passages: usize) -> Self {
        Self { scores: vec![0.0; passages], found: Vec::new() }
    }

    fn add(&mut self, places: &[(u32, f32)], worth: f32) {
        for (number, occurrences) in places {
            let Some(score) = self.scores.get_mut(*number as usize) else { continue };
            if *score == 0.0 {
                self.found.push(*number);
            }
            *score += worth * occurrences * (SATURATION + 1.0) / (SATURATION + occurrences);
        }
    }

    fn clear(&mut self) {
        for number in self.found.drain(..) {
            self.scores[number as usize] = 0.0;
        }
    }
}

/// The distinct terms of the words with their weights, the weightiest first, no more than are worth their time.
fn terms(words: &[WeightedWord]) -> Vec<(String, f32)> {
    let mut terms: Vec<(String, f32)> = Vec::new();
    let mut seen = HashSet::new();
    let mut words: Vec<&WeightedWord> = words.iter().filter(|word| word.weight > 0.0).collect();
    words.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    for word in words {
        for (_, term) in analysed(&word.text) {
            if terms.len() < MOST_TERMS && seen.insert(term.clone()) {
                terms.push((term, word.weight));
            }
        }
    }
    terms
}
