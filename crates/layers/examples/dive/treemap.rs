//! A squarified treemap: rectangles in proportion to bytes, as close to squares as possible.
//!
//! Source: Bruls, Huizing and van Wijk, "Squarified Treemaps", 2000.

#![expect(clippy::cast_precision_loss, reason = "coordinates are rounded to a tenth anyway")]

use crate::items::{ALL, Items};

/// The smallest area of a block that is drawn by itself, so that 10,000 files make at most some 2,000 blocks.
const SMALLEST: f64 = 280.0;
/// The height of a directory's name, and the space around what is in it.
const HEAD: f64 = 15.0;
const GAP: f64 = 2.0;

#[derive(Clone, Copy)]
pub(crate) struct Rect {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// What a block shows.
pub(crate) enum What {
    /// The frame of a directory that is drawn with what is in it; an item of [`Items`].
    Frame(usize),
    /// A file, or a directory that is too small for what is in it; an item of [`Items`].
    Whole(usize),
    /// The small items of a directory together.
    Rest { directory: usize, count: usize, bytes: u64 },
}

pub(crate) struct Block {
    pub(crate) what: What,
    pub(crate) rect: Rect,
}

/// Lays out all items in a rectangle, frames before what is in them.
pub(crate) fn blocks(items: &Items, rect: Rect) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = vec![(ALL, rect)];
    while let Some((index, rect)) = open.pop() {
        let item = items.get(index);
        let inner = match index {
            ALL => rect,
            _ => Rect {
                x: rect.x + GAP,
                y: rect.y + HEAD,
                width: rect.width - 2.0 * GAP,
                height: rect.height - HEAD - GAP,
            },
        };
        let fits = inner.width > 24.0 && inner.height > 24.0;
        if item.children.is_empty() || (!fits && index != ALL) {
            blocks.push(Block { what: What::Whole(index), rect });
            continue;
        }
        if index != ALL {
            blocks.push(Block { what: What::Frame(index), rect });
        }
        // The children are sorted: the large ones by themselves, all others in one block.
        let scale = inner.width * inner.height / item.bytes.max(1) as f64;
        let bytes = |&child: &usize| items.get(child).bytes;
        let shown = item.children.partition_point(|child| bytes(child) > 0);
        let single = item.children[..shown]
            .partition_point(|child| index == ALL || bytes(child) as f64 * scale >= SMALLEST);
        let (large, small) = item.children[..shown].split_at(single);
        let small_bytes: u64 = small.iter().map(bytes).sum();
        let mut areas: Vec<f64> = large.iter().map(|child| bytes(child) as f64 * scale).collect();
        if small_bytes > 0 {
            areas.push(small_bytes as f64 * scale);
        }
        let parts = squarify(&areas, inner);
        open.extend(large.iter().copied().zip(parts.iter().copied()).rev());
        if let Some(&rect) = parts.get(single) {
            let what = What::Rest { directory: index, count: small.len(), bytes: small_bytes };
            blocks.push(Block { what, rect });
        }
    }
    blocks
}

/// Divides a rectangle into parts of these areas. The areas together are the rectangle's.
fn squarify(areas: &[f64], mut free: Rect) -> Vec<Rect> {
    let mut rects = Vec::with_capacity(areas.len());
    let mut rest = areas;
    while !rest.is_empty() {
        let side = free.width.min(free.height).max(0.1);
        // Adds areas to a row along the shorter side while that makes its worst part more square.
        let (mut count, mut sum, mut worst) = (0, 0.0, f64::INFINITY);
        let (mut least, mut most) = (f64::INFINITY, 0.0f64);
        for &area in rest {
            (least, most) = (least.min(area), most.max(area));
            let square = ((sum + area) / side).powi(2);
            let ratio = (most / square).max(square / least);
            if ratio > worst {
                break;
            }
            (count, sum, worst) = (count + 1, sum + area, ratio);
        }
        let (row, others) = rest.split_at(count.max(1));
        let thickness = sum / side;
        let across = free.width >= free.height;
        let mut along = 0.0;
        for area in row {
            let length = area / sum * side;
            rects.push(if across {
                Rect { x: free.x, y: free.y + along, width: thickness, height: length }
            } else {
                Rect { x: free.x + along, y: free.y, width: length, height: thickness }
            });
            along += length;
        }
        if across {
            free.x += thickness;
            free.width -= thickness;
        } else {
            free.y += thickness;
            free.height -= thickness;
        }
        rest = others;
    }
    rects
}
