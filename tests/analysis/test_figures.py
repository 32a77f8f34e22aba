"""If one of these fails, a figure shows something else than the data, or cannot be read."""

import itertools

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from moai_results.figures import comparison, elites, fronts, montage, progress, runtime, style

LONG = [f"algorithm.functions_per_cell={2 * k + 1},jumps=unlimited" for k in range(15)]


def history(conditions, ends):
    rows = [{"condition": condition, "trial": trial, "generation": g, "island": 0,
             "evaluations": 10 * (g + 1), "best_score": 0.1 * trial + g}
            for condition in conditions for trial in range(3) for g in range(ends[trial])]
    return pd.DataFrame(rows)


def test_bands_hold_the_last_value_of_trials_that_ended_sooner():
    curves = progress.bands(history(["a"], [4, 4, 2]), "best_score", "generation")
    x, middle, low, high, n, trials = curves["a"]
    assert n.tolist() == [3] * 4 and x.tolist() == [0, 1, 2, 3]
    last = [3.0, 3.1, 1.2]
    assert (low[-1], middle[-1], high[-1]) == pytest.approx(
        tuple(np.quantile(last, [0.25, 0.5, 0.75])))


def test_bands_show_running_trials_as_far_as_they_are():
    frame = history(["a", "b"], [10, 2, 2])
    running = {("a", 1), ("a", 2)}
    curves = progress.bands(frame, "best_score", "generation", running)
    x, middle, low, high, n, trials = curves["a"]
    assert x.tolist() == list(range(10)) and n.tolist() == [3, 3] + [1] * 8
    assert middle.tolist() == pytest.approx([0.1, 1.1] + [float(g) for g in range(2, 10)])
    assert curves["b"][1][-1] == pytest.approx(1.2)  # of finished trials as before
    figure = progress.progress(frame, over="generation", running=running)
    words = [text.get_text().replace("\u00a0", " ") for text in figure.axes[0].get_legend().texts]
    assert words == ["a (n = 1 to 3)", "b (n = 3)"]
    plt.close(figure)


@pytest.mark.parametrize("conditions", [["a", "b"], LONG])
def test_fewer_than_four_trials_are_shown_themselves(conditions):
    four = pd.concat([history(conditions, [5, 5, 5]),
                      history(conditions[:1], [5, 5, 5]).query("trial == 0").assign(trial=3)])
    figure = progress.progress(four, over="generation")
    shades = [sum(path.vertices.size > 0 and np.isfinite(path.vertices).all()
                  for one in axes.collections for path in one.get_paths()) for axes in figure.axes]
    words = figure._suptitle.get_text() if len(conditions) > 7 else (
        figure.axes[0].get_legend().get_title().get_text())
    assert "band: the middle half" in words and "single trials (fewer than 4)" in words
    assert sum(shades) == 1  # of the one with four
    thin = [line for line in figure.axes[-1 if len(conditions) < 8 else 1].lines
            if np.isfinite(np.asarray(line.get_ydata(), dtype=float)).any()]
    assert len(thin) >= 3
    plt.close(figure)
    few = progress.progress(history(conditions, [5, 5, 5]), over="generation")
    assert "band" not in (few._suptitle.get_text() if len(conditions) > 7 else
                          few.axes[0].get_legend().get_title().get_text())
    plt.close(few)


def test_islands_are_put_together_as_the_quantity_asks():
    frame = pd.DataFrame({"condition": "a", "trial": 0, "generation": [0, 0], "island": [0, 1],
                          "evaluations": [7, 8], "best_score": [0.4, 0.9]})
    x, middle, *_ = progress.bands(frame, "best_score", "evaluations")["a"]
    assert (x.tolist(), middle.tolist()) == ([15], [0.9])


def test_distinct_elites_of_islands_are_called_a_sum():
    """A migrant is counted on each island, so it is not the number of distinct elites."""
    frame = history(["a"], [3, 3, 3]).assign(unique_elites=4, front_size=2)
    islands = pd.concat([frame, frame.assign(island=1)])
    for value in ("unique_elites", "front_size"):
        for rows, there in [(frame, False), (islands, True)]:
            figure = progress.progress(rows, value, "generation")
            words = figure.axes[0].get_ylabel().replace("\n", " ")
            assert ("summed over islands" in words) == there
            plt.close(figure)
    assert not progress.summed(islands, "replacements")


def test_counts_are_summed_up():
    frame = pd.DataFrame({"condition": "a", "trial": 0, "generation": [0, 1, 2], "island": 0,
                          "replacements": [5, 0, 2]})
    _, middle, *_ = progress.bands(frame, "replacements", "generation")["a"]
    assert middle.tolist() == [5, 5, 7]


def drawn_texts(figure):
    """Every text that is drawn: an axis also holds ticks outside its limits, which are not."""
    texts = list(figure.texts)
    for axes in filter(lambda one: one.get_visible(), figure.axes):
        texts += axes.texts + [axes.title, axes._left_title]
        if axes.get_legend():
            texts += [*axes.get_legend().get_texts(), axes.get_legend().get_title()]
        for axis in (axes.xaxis, axes.yaxis) if axes.axison else ():
            texts += [axis.label]
            for tick in axis._update_ticks():
                texts += [tick.label1, tick.label2]
    return [text for text in texts if text.get_visible() and text.get_text().strip()]


def apart(first, second, a, b):
    """Whether two texts with the boxes a and b do not touch. Slanted ones side by side have boxes
    that do: they count by the distance of their base lines."""
    width = min(a.x1, b.x1) - max(a.x0, b.x0)
    height = min(a.y1, b.y1) - max(a.y0, b.y0)
    if width < 1.5 or height < 1.5:
        return True
    angle = first.get_rotation()
    if angle in (0.0, 90.0) or second.get_rotation() != angle:
        return False
    return abs(a.x1 - b.x1) * np.sin(np.radians(angle)) > first.get_fontsize() * 100 / 72


def assert_readable(figure):
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    texts, page = drawn_texts(figure), figure.bbox
    boxes = [text.get_window_extent(renderer) for text in texts]
    for text, box in zip(texts, boxes):
        assert box.x0 >= page.x0 - 1 and box.x1 <= page.x1 + 1, f"cut off: {text.get_text()}"
        assert box.y0 >= page.y0 - 1 and box.y1 <= page.y1 + 1, f"cut off: {text.get_text()}"
    for (first, a), (second, b) in itertools.combinations(zip(texts, boxes), 2):
        assert apart(first, second, a, b), f"overlap: {first.get_text()}, {second.get_text()}"
    plt.close(figure)


@pytest.mark.parametrize("count", [1, 5, 15])
def test_no_label_overlaps_or_is_cut_off(count):
    conditions = LONG[:count]
    assert_readable(progress.progress(history(conditions, [9, 9, 9]), over="generation"))
    trials = pd.DataFrame({"condition": np.repeat(conditions, 4), "trial": list(range(4)) * count,
                           "champion_score": np.linspace(0.2, 0.9, 4 * count)})
    assert_readable(comparison.distribution(trials))
    names = ["psnr", "mse", "lpips", "dists", "ssim", "style", "haarpsi", "vif", "ms_ssim"]
    values = pd.DataFrame(np.random.default_rng(1).random((count, 9)), conditions, names)
    assert_readable(comparison.profile(values, "Champions"))
    assert_readable(runtime.bars(values))
    rng = np.random.default_rng(2)
    assert_readable(fronts.scatter({c: rng.random((30, 2)) for c in conditions}, ["f1", "f2"]))
    assert_readable(fronts.parallel({c: rng.random((30, 9)) for c in conditions}, names))
    trials = {c: [rng.random((9, 2)) for _ in range(5)] for c in conditions}
    assert_readable(fronts.attainment(trials, ["f1", "f2"]))


def test_equal_values_have_one_colour_and_a_readable_scale():
    values = pd.DataFrame([[1.0, 1.0], [1.0 + 1e-9, 1.0 - 2e-7]], ["a", "b"], ["psnr", "mse"])
    figure = comparison.profile(values, "Best of each objective at the end")
    figure.canvas.draw()
    image, scale = figure.axes[0].images[0], figure.axes[1]
    assert np.ptp(image.norm(values.to_numpy())) < 1e-3
    assert len({text.get_color() for text in figure.axes[0].texts}) == 1
    assert scale.yaxis.get_offset_text().get_text() == ""
    assert_readable(figure)
    wide = comparison.profile(values * [1.0, 2.0], "x").axes[0].images[0]
    assert wide.get_clim() == pytest.approx((1.0, 2.0), abs=1e-6)


@pytest.mark.parametrize("count, objectives", [(1, 3), (15, 3), (15, 6)])
def test_no_label_of_pairs_overlaps_or_is_cut_off(count, objectives):
    rng = np.random.default_rng(4)
    names = ["psnr", "haarpsi", "ms_ssim", "gmsd", "vif", "style"][:objectives]
    assert_readable(fronts.pairwise({c: rng.random((9, objectives)) for c in LONG[:count]}, names))


@pytest.mark.parametrize("others", [1, 6])
def test_means_are_drawn_over_the_number_that_was_swept(others):
    names = [f"cells={c},jumps=kind-of-jump-number-{k}" for k in range(others) for c in (9, 25, 100)]
    trials = pd.DataFrame({"condition": np.repeat([*names, "all-objective"], 3),
                           "trial": list(range(3)) * (len(names) + 1)})
    trials["champion_score"] = trials["unique_solutions"] = np.arange(len(trials), dtype=float)
    figure = comparison.over_setting(trials, "cells", ["champion_score", "unique_solutions"],
                                     {"champion_score": "champion score (rel. to all-objective)"})
    means = figure.axes[0].containers[0][0]
    assert means.get_xdata().tolist() == [9, 25, 100] and means.get_ydata().tolist() == [1, 4, 7]
    assert len(figure.axes[0].containers) == others
    assert_readable(figure)


def test_each_panel_of_pairs_shows_its_two_objectives():
    values = np.arange(12.0).reshape(4, 3) ** 2
    figure = fronts.pairwise({"a": values}, ["f", "g", "h"])
    drawn = {(axes.get_subplotspec().rowspan.start, axes.get_subplotspec().colspan.start):
             axes.collections[0].get_offsets().tolist() for axes in figure.axes if axes.collections}
    assert drawn == {(row, column): values[:, [column, row + 1]].tolist()
                     for row, column in [(0, 0), (1, 0), (1, 1)]}
    plt.close(figure)


@pytest.mark.parametrize("objectives", [2, 3])
def test_fronts_side_by_side_have_the_same_axes(objectives):
    near, far = np.ones((4, objectives)), np.full((3, objectives), 50.0)
    panels = fronts.scatter({"a": near, "b": far}, ["f", "g", "h"][:objectives]).axes
    for get in ["get_xlim", "get_ylim", "get_zlim"][:objectives]:
        first, second = (getattr(axes, get)() for axes in panels)
        assert first == second and first[0] < 1.0 and second[1] > 50.0
    plt.close("all")


def finals(cells):
    """Three individuals hold the cells in turn; scores rise with the cell."""
    return pd.DataFrame({"cell": range(cells), "id": [k % 3 for k in range(cells)],
                         "individual": [k % 3 for k in range(cells)],
                         "score": np.linspace(0.0, 1.0, cells)})


@pytest.mark.parametrize("cells, by", [(1, "cell"), (50, "cell"), (100, "score"), (300, "cell")])
def test_a_map_of_elites_shows_every_cell_and_its_holder(cells, by):
    pictures = np.array([np.full((5, 5, 3), 50 * k, np.uint8) for k in range(3)])
    figure = elites.elite_map(finals(cells), pictures, LONG[0] + ", trial 3", by)
    axes = figure.axes[0]
    (image,), side = axes.images, 0.62
    left, right, low, high = image.get_extent()
    pixels = np.asarray(image.get_array())

    def at(x, y):  # pixels of what lies there
        return pixels[int((high - y) / (high - low) * len(pixels)),
                      int((x - left) / (right - left) * pixels.shape[1])].tolist()

    places = [text.get_position() for text in axes.texts]
    shown = [(int(text.get_text().split()[0]), at(x, y - side / 2)[0] // 50)
             for text, (x, y) in zip(axes.texts, places)]
    assert all(at(x, y - side / 2)[3] == 255 and at(x + side / 2 + 0.03, y - side / 2)[3] == 0
               for x, y in places[:-1])
    order = range(cells) if by == "cell" and cells <= 225 else range(cells - 1, -1, -1)
    assert shown == [(cell, cell % 3) for cell in order][:225]
    assert len(set(places)) == len(places)
    assert len({frame.get_edgecolor() for frame in axes.patches}) == (0 if cells == 1 else 3)
    if cells <= 100:
        assert_readable(figure)
    plt.close(figure)


def test_a_map_with_objectives_in_words_is_readable():
    mask = np.eye(3, dtype=bool)[np.arange(49) % 3]
    names = elites.words(mask, ["torchscript-aesthetic", "ms_ssim", "psnr"])
    assert names[0] == "torchscript-aesthetic" and len(names) == 49
    assert elites.words(np.ones((9, 5), bool), list("abcde")) == {}
    pictures = np.zeros((3, 5, 5, 3), np.uint8)
    assert_readable(elites.elite_map(finals(49), pictures, "x", names=names))
    with pytest.raises(ValueError, match="no pictures"):
        elites.elite_map(finals(9), None, "x")


def test_parallel_coordinates_run_from_worst_to_best_found():
    figure = fronts.parallel({"a": [[0.0, 5.0], [2.0, 5.0]], "b": [[4.0, 9.0]]}, ["f", "g"])
    lines = [line.get_ydata().tolist() for axes in figure.axes for line in axes.lines]
    assert lines == [[0.0, 0.0], [0.5, 0.0], [1.0, 1.0]]
    plt.close(figure)


@pytest.mark.parametrize("count", [1, 15])
def test_montage_labels_do_not_overlap(count):
    tile = np.zeros((8, 8, 3), np.uint8)
    rows = {name: [(10_000 * k, tile) for k in range(9)] for name in LONG[:count]}
    assert_readable(montage.montage(tile, rows))
    assert_readable(montage.gallery(tile, {name: (tile, 0.5) for name in LONG[:count]}))


def test_a_line_of_descent_is_labelled_with_generation_and_cell():
    tile = np.zeros((8, 8, 3), np.uint8)
    line = [(10_000 * k, 99 - k, tile) for k in range(12)]
    figure = montage.lineages(tile, {"a, trial 0": line, LONG[14]: [(0, -1, tile)]}, columns=5)
    titles = [text.get_text() for text in figure.axes[0].texts]
    assert titles[:2] == ["target", "gen. 0, cell 99"] and titles[-2:] == ["target", "gen. 0"]
    assert titles[5] == "gen. 110,000, cell 88"
    assert_readable(figure)
    with pytest.raises(ValueError, match="no pictures of ancestors"):
        montage.lineages(None, {"a": []})


def test_montage_takes_first_and_last_and_more_of_the_start():
    assert montage.pick(range(5), 7) == [0, 1, 2, 3, 4]
    chosen = montage.pick(range(0, 1001, 10), 6)
    assert chosen[0] == 0 and chosen[-1] == 100 and sorted(set(chosen)) == chosen
    assert np.all(np.diff(np.diff(chosen)) >= 0)
    with pytest.raises(ValueError, match="no pictures"):
        montage.montage(None, {"a": []})


def test_colours_of_conditions_differ_also_in_grey_or_dash():
    lines = [(style.line(k)["color"], style.line(k)["linestyle"]) for k in range(15)]
    assert len(set(lines)) == 15


def test_the_same_figure_gives_the_same_bytes(tmp_path):
    frame = history(["a", "b"], [4, 4, 4])
    first = [path.read_bytes() for path in style.save(progress.progress(frame), tmp_path / "x")]
    second = [path.read_bytes() for path in style.save(progress.progress(frame), tmp_path / "y")]
    assert first == second
